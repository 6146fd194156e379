/** One visit to a page of 中国移动's two sites: where each page is, how it is asked, who reads it. */

import type { StepContext } from '../connector.ts';
import { PortalTrouble } from '../portal-trouble.ts';
import type { Reader } from '../reader.ts';
import { withRetries } from '../retry.ts';
import {
  readCaptchaCheck,
  readCheckNumber,
  readCustomer,
  readLoginReply,
  readLoginTexting,
  readNeededProof,
  readPrecheck,
  readShopTexting,
  readTempIdentity,
} from './pages.ts';

export interface Page<T> {
  /** `{tel}` stands for the subscriber's number, also where a trouble names the page. */
  path: string;
  how: 'get' | 'jsonp' | 'post';
  /** Asking twice changes nothing, so a failed connection may be tried again. */
  repeatable: boolean;
  read: Reader<T>;
}

export const signInPages = {
  checkNumber: { path: '/chkNumberAction.action', how: 'post', repeatable: true, read: readCheckNumber },
  neededProof: { path: '/needVerifyCode.htm', how: 'get', repeatable: true, read: readNeededProof },
  checkCaptcha: { path: '/verifyCaptcha', how: 'get', repeatable: true, read: readCaptchaCheck },
  textCode: { path: '/sendRandomCodeAction.action', how: 'post', repeatable: false, read: readLoginTexting },
  login: { path: '/login.htm', how: 'get', repeatable: false, read: readLoginReply },
} as const satisfies Record<string, Page<unknown>>;

export const shopPages = {
  customer: { path: '/i/v1/cust/mergecust/{tel}', how: 'get', repeatable: true, read: readCustomer },
  precheck: { path: '/i/v1/res/precheck/{tel}', how: 'get', repeatable: true, read: readPrecheck },
  textCode: { path: '/i/v1/fee/detbillrandomcodejsonp/{tel}', how: 'jsonp', repeatable: false, read: readShopTexting },
  tempIdentity: {
    path: '/i/v1/fee/detailbilltempidentjsonp/{tel}',
    how: 'jsonp',
    repeatable: false,
    read: readTempIdentity,
  },
} as const satisfies Record<string, Page<unknown>>;

/** Asks once and reads. Throws a PortalTrouble, or the signal's reason. */
export async function visit<T>(
  context: StepContext,
  page: Page<T>,
  fields: Readonly<Record<string, string>>,
): Promise<T> {
  const { portal, tel } = context;
  const path = page.path.replace('{tel}', tel);
  const callback = page.how === 'jsonp' ? { callback: `jQuery183_${context.now() * 1000}` } : {};
  const reply =
    page.how === 'post'
      ? await portal.post(path, { form: fields })
      : await portal.get(path, { query: { ...callback, ...fields } });
  // Under load the shop loses its pages now and then.
  if (reply.status === 404) throw new PortalTrouble('busy', page.path, '404');
  return page.read(reply.text, page.path);
}

/** A visit while the subscriber waits: tried again where that is harmless, within the sign-in's patience. */
export function visitAtSignIn<T>(
  context: StepContext,
  page: Page<T>,
  fields: Readonly<Record<string, string>> = {},
): Promise<T> {
  const once = () => visit(context, page, fields);
  return page.repeatable ? withRetries(context.portal.pace, 'signInTries', once) : once();
}
