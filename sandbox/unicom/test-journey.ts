/** For tests: a subscriber of 中国联通 at the portal, step by step as the protocol page says. */

import { openTestBrowser, type TestBrowser } from '../http/test-browser.ts';
import { carrierOfNumber, prefixesOfPlace } from '../numbers.ts';
import type { TestSandbox } from '../test-sandbox.ts';

/** A 联通 number of a city whose last two digits choose the scenario. */
export function unicomTel(province: string, city: string, digits: string): string {
  const prefix = prefixesOfPlace({ province, city }).find((each) => carrierOfNumber(`${each}0000`) === 'unicom');
  if (prefix === undefined) throw new Error(`no 联通 number known in ${province} ${city}`);
  return `${prefix}31${digits}`;
}

export interface UnicomJourney {
  browser: TestBrowser;
  /** A page of the sign-in site, with the JSONP's text between the parentheses. */
  service(page: string, query?: Record<string, string>): Promise<string>;
  /** MallLogin; the password in force unless another is given. */
  login(password?: string, extra?: Record<string, string>): Promise<string>;
  /** A page of the self-service site that answers JSON. */
  ask(page: string, form?: Record<string, string>): Promise<unknown>;
  /** MallLogin, checklogin and, where one is wanted, the code. */
  signIn(): Promise<void>;
}

export const callback = 'jQuery172_14';

export function startJourney(sandbox: TestSandbox, tel: string): UnicomJourney {
  const browser = openTestBrowser(`${sandbox.origin}/unicom`);
  async function service(page: string, query: Record<string, string> = {}): Promise<string> {
    const text = await (await browser.get(`/portal/Service/${page}`, { callback, ...query })).text();
    return text.startsWith(`${callback}(`) && text.endsWith(');') ? text.slice(callback.length + 1, -2) : text;
  }
  async function login(password?: string, extra: Record<string, string> = {}): Promise<string> {
    const pin = password ?? (await sandbox.inspect(tel)).pin;
    return service('MallLogin', { userName: tel, password: pin, pwdType: '01', ...extra });
  }
  async function ask(page: string, form: Record<string, string> = {}): Promise<unknown> {
    return (await browser.post(`/e3/static/${page}?_=1`, form)).json();
  }
  async function signIn(): Promise<void> {
    await login();
    await ask('check/checklogin/');
    const gate = await ask('check/checkmapExtraParam', { menuId: '000100030001' });
    if (JSON.stringify(gate) !== '{"verification":true}') return;
    await ask('query/sendRandomCode', { menuId: '000100030001' });
    const code = (await sandbox.inspect(tel)).sms.at(-1)?.code ?? '';
    await ask('query/verificationSubmit', { inputcode: code, menuId: '000100030001' });
  }
  return { browser, service, login, ask, signIn };
}
