/** For tests: a subscriber of 中国移动 at the portal, step by step as the protocol page says. */

import { openTestBrowser, type TestBrowser } from '../http/test-browser.ts';
import { carrierOfNumber, knownPrefixes, placeOfNumber } from '../numbers.ts';
import type { TestSandbox } from '../test-sandbox.ts';

/** A 移动 number of a province whose last two digits choose the scenario. */
export function mobileTel(province: string, digits: string): string {
  const prefix = knownPrefixes.find(
    (each) => carrierOfNumber(`${each}0000`) === 'mobile' && placeOfNumber(`${each}0000`).province === province,
  );
  if (prefix === undefined) throw new Error(`no 移动 number known in ${province}`);
  return `${prefix}31${digits}`;
}

export interface MobileJourney {
  browser: TestBrowser;
  /** The bare text that a page of the sign-in site answers to the number. */
  text(page: string): Promise<string>;
  /** Shows a captcha (of `captchazh.htm` or `i/authImg`) and reads it. */
  captcha(page: string): Promise<string>;
  lastCode(): Promise<string>;
  /** login.htm; the password in force unless another is given. */
  login(password?: string, extra?: Record<string, string>): Promise<Record<string, string>>;
  /** getArtifact with what a login answered. */
  enter(signedIn: Record<string, string>): Promise<Response>;
  /** Whatever the province wants, and into the shop. */
  signIn(): Promise<void>;
  /** A page of the shop, `cust/mergecust`, JSON or JSONP. */
  ask(page: string, query?: Record<string, string>): Promise<Record<string, unknown>>;
  /** A page of a recovery. */
  recover(page: string, form?: Record<string, string>): Promise<Record<string, unknown>>;
  /** detailbilltempidentjsonp with right answers, unless others are given. */
  identify(wrong?: { pin?: string; code?: string; captcha?: string }): Promise<Record<string, unknown>>;
  /** signIn, a texted code and identify. */
  openDetails(): Promise<void>;
}

export const callback = 'jQuery183_15';

export const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

function unwrap(text: string): Record<string, unknown> {
  const wrapped = text.startsWith(`${callback}(`) && text.endsWith(');');
  return JSON.parse(wrapped ? text.slice(callback.length + 1, -2) : text);
}

export function startJourney(sandbox: TestSandbox, tel: string): MobileJourney {
  const browser = openTestBrowser(`${sandbox.origin}/mobile`);
  const lastCode = async () => (await sandbox.inspect(tel)).sms.at(-1)?.code ?? '';

  async function text(page: string): Promise<string> {
    return (await browser.post(`/${page}`, { userName: tel, type: '01', channelID: '12003' })).text();
  }
  async function captcha(page: string): Promise<string> {
    await (await browser.get(`/${page}`)).arrayBuffer();
    return (await sandbox.inspect(tel)).captcha?.text ?? '';
  }
  async function login(password?: string, extra: Record<string, string> = {}): Promise<Record<string, string>> {
    const pin = password ?? (await sandbox.inspect(tel)).pin;
    const query = { accountType: '01', account: tel, password: pin, pwdType: '01', ...extra };
    return JSON.parse(await (await browser.get('/login.htm', query)).text());
  }
  async function enter({ assertAcceptURL = '', artifact = '' }: Record<string, string>): Promise<Response> {
    return browser.get(assertAcceptURL.slice(`${sandbox.origin}/mobile`.length), { backUrl: '', artifact });
  }
  async function signIn(): Promise<void> {
    await text('chkNumberAction.action');
    const need = await (await browser.get('/needVerifyCode.htm', { accountType: '01', account: tel })).text();
    if (need === '{"needVerifyCode":"1"}') {
      await enter(await login(undefined, { inputCode: await captcha('captchazh.htm') }));
      return;
    }
    await text('sendRandomCodeAction.action');
    await enter(await login(undefined, { smsPwd: await lastCode() }));
  }
  async function ask(page: string, query: Record<string, string> = {}): Promise<Record<string, unknown>> {
    return unwrap(await (await browser.get(`/i/v1/${page}/${tel}`, { callback, ...query })).text());
  }
  async function recover(page: string, form: Record<string, string> = {}): Promise<Record<string, unknown>> {
    return unwrap(await (await browser.post(`/i/v1/pwd/${page}/${tel}`, form)).text());
  }
  async function identify(wrong: { pin?: string; code?: string; captcha?: string } = {}) {
    const { pin, sms, captcha: shown } = await sandbox.inspect(tel);
    return ask('fee/detailbilltempidentjsonp', {
      pwdTempSerCode: base64(wrong.pin ?? pin),
      pwdTempRandCode: base64(wrong.code ?? sms.at(-1)?.code ?? ''),
      captchaVal: wrong.captcha ?? shown?.text ?? '',
    });
  }
  async function openDetails(): Promise<void> {
    await signIn();
    await captcha('i/authImg');
    await ask('fee/detbillrandomcodejsonp');
    await identify();
  }
  return { browser, text, captcha, lastCode, login, enter, signIn, ask, recover, identify, openDetails };
}
