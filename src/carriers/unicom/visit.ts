/** One visit to a page of 中国联通's two sites: where each page is, how it is asked, who reads it. */

import type { StepContext } from '../connector.ts';
import type { Reader } from '../reader.ts';
import { withRetries } from '../retry.ts';
import {
  readCaptchaCheck,
  readCheckLogin,
  readCodeCheck,
  readLoginReply,
  readNeedsCode,
  readNeedVerify,
  readSendCode,
} from './pages.ts';

/** `signIn` pages are GET and JSONP, `service` pages POST and JSON, `query` pages the same with the menu's id. */
export interface Page<T> {
  path: string;
  site: 'signIn' | 'service' | 'query';
  /** Asking twice changes nothing, so a failed connection may be tried again. */
  repeatable: boolean;
  read: Reader<T>;
}

/** The menu entry 语音详单. */
export const menuId = '000100030001';

export const captchaImagePath = '/portal/Service/CreateImage';
export const captchaCookie = 'uacverifykey';

export const signInPages = {
  needVerify: { path: '/portal/Service/CheckNeedVerify', site: 'signIn', repeatable: true, read: readNeedVerify },
  checkCaptcha: { path: '/portal/Service/CtaIdyChk', site: 'signIn', repeatable: false, read: readCaptchaCheck },
  login: { path: '/portal/Service/MallLogin', site: 'signIn', repeatable: false, read: readLoginReply },
  checkLogin: { path: '/e3/static/check/checklogin/', site: 'service', repeatable: true, read: readCheckLogin },
  needsCode: { path: '/e3/static/check/checkmapExtraParam', site: 'service', repeatable: true, read: readNeedsCode },
  sendCode: { path: '/e3/static/query/sendRandomCode', site: 'query', repeatable: false, read: readSendCode },
  submitCode: { path: '/e3/static/query/verificationSubmit', site: 'query', repeatable: false, read: readCodeCheck },
} as const satisfies Record<string, Page<unknown>>;

/** Asks once and reads. Throws a PortalTrouble, or the signal's reason. */
export async function visit<T>(
  context: StepContext,
  page: Page<T>,
  fields: Readonly<Record<string, string>>,
): Promise<T> {
  const ms = String(context.now() * 1000);
  if (page.site === 'signIn') {
    const callback = `jQuery17208151653951499611_${ms}`;
    const reply = await context.portal.get(page.path, { query: { callback, ...fields } });
    return page.read(reply.text, page.path);
  }
  const query = page.site === 'query' ? { _: ms, menuid: menuId } : { _: ms };
  const reply = await context.portal.post(page.path, { query, form: fields });
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
