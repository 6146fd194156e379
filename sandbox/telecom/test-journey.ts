/** For tests: a subscriber of 中国电信 at the portals, step by step as the protocol page says. */

import { createCipheriv } from 'node:crypto';
import iconv from 'iconv-lite';
import { openTestBrowser, type TestBrowser } from '../http/test-browser.ts';
import { carrierOfNumber, placeOfNumber, prefixesOfPlace } from '../numbers.ts';
import type { TestSandbox } from '../test-sandbox.ts';
import { entryPaths } from './entry.ts';
import { provinceHabits } from './province.ts';

/** A 电信 number of a city whose last two digits choose the scenario. */
export function telecomTel(province: string, city: string, digits: string): string {
  const prefix = prefixesOfPlace({ province, city }).find((each) => carrierOfNumber(`${each}0000`) === 'telecom');
  if (prefix === undefined) throw new Error(`no 电信 number known in ${province} ${city}`);
  return `${prefix}31${digits}`;
}

export interface OddLogin {
  password?: string;
  captcha?: string;
  key?: string;
  /** The captcha shown last is answered, no new one is asked for. */
  sameCaptcha?: true;
}

export interface TelecomJourney {
  browser: TestBrowser;
  /** `/zj`: where the province's pages begin. */
  site: string;
  /** A page of the national site that answers JSON. */
  national(path: string, form: Record<string, string>): Promise<Record<string, string>>;
  /** The sign-in page, a captcha, then the right answers but for what is odd; its result code, '' when signed in. */
  login(odd?: OddLogin): Promise<string>;
  jump(query?: Record<string, string>): Promise<Response>;
  /** A page of the province, as text in whatever charset it has; `form` in the charset that the province wants. */
  ask(path: string, form?: Record<string, string>): Promise<string>;
  /** A T3 step. */
  call(method: string, ...strings: string[]): Promise<string>;
  lastCode(): Promise<string>;
  /** Everything but the code. */
  signIn(): Promise<void>;
  /** With the code that stands before the calls, as the sub-dialect has it. */
  signInForCalls(): Promise<void>;
}

const attribute = (html: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(html)?.[1] ?? 'absent';

export const keyOf = (html: string): string => /encryptKey = "(\w{16})"/.exec(html)?.[1] ?? 'absent';

export function encrypt(password: string, key: string): string {
  const cipher = createCipheriv('aes-128-cbc', key, '1234567812345678');
  return cipher.update(password, 'utf8', 'base64') + cipher.final('base64');
}

/** The page's text; the content type must name its charset. */
export async function textOf(response: Response): Promise<string> {
  const charset = /charset=(\S+)/.exec(response.headers.get('content-type') ?? '')?.[1] ?? 'absent';
  return new TextDecoder(charset).decode(await response.arrayBuffer());
}

const gbkField = (text: string) =>
  [...iconv.encode(text, 'gbk')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

export function startJourney(sandbox: TestSandbox, tel: string): TelecomJourney {
  const browser = openTestBrowser(`${sandbox.origin}/telecom`);
  const { id, site, dialect } = provinceHabits(placeOfNumber(tel).province);

  async function national(path: string, form: Record<string, string>): Promise<Record<string, string>> {
    return JSON.parse(await (await browser.post(path, form)).text());
  }
  async function login(odd: OddLogin = {}): Promise<string> {
    await national('/dqmh/login/ajax', { m: 'checkphone', phone: tel });
    const key = keyOf(await (await browser.get('/login')).text());
    if (!odd.sameCaptcha) await (await browser.get('/login/captcha', { source: 'login' })).arrayBuffer();
    const { pin, captcha } = await sandbox.inspect(tel);
    const answer = await browser.post('/login', {
      Account: tel,
      UType: '201',
      Password: encrypt(odd.password ?? pin, odd.key ?? key),
      Captcha: odd.captcha ?? captcha?.text ?? '',
    });
    return answer.status === 302 ? '' : attribute(await answer.text(), 'data-resultcode');
  }
  async function jump(query: Record<string, string> = {}): Promise<Response> {
    const toStUrl = `${sandbox.origin}/telecom/${site}${entryPaths[dialect]}`;
    const first = await browser.get('/dqmh/ssoLink.do', { method: 'linkTo', platNo: `100${id}`, toStUrl, ...query });
    const { pathname, searchParams } = new URL(first.headers.get('location') ?? '', sandbox.origin);
    if (first.status !== 302) return first;
    return browser.get(pathname.slice('/telecom'.length), Object.fromEntries(searchParams));
  }
  async function ask(path: string, form: Record<string, string> = {}): Promise<string> {
    if (dialect !== 'gbk') return textOf(await browser.post(`/${site}${path}`, form));
    const body = Object.entries(form).map(([name, value]) => `${name}=${gbkField(value)}`);
    return textOf(await browser.postBody(`/${site}${path}`, body.join('&'), 'application/x-www-form-urlencoded'));
  }
  async function call(method: string, ...strings: string[]): Promise<string> {
    const parts = strings.map((text) => `<string>${text}</string>`).join('');
    const body = iconv.encode(`<buffalo-call><method>${method}</method>${parts}</buffalo-call>`, 'gbk');
    const path = `/${site}/bfapp/buffalo/VCodeOperation`;
    const xml = await textOf(await browser.postBody(path, new Uint8Array(body), 'text/xml; charset=GBK'));
    return /<string>(.*)<\/string>/.exec(xml)?.[1] ?? xml;
  }
  const lastCode = async () => (await sandbox.inspect(tel)).sms.at(-1)?.code ?? '';
  async function signIn(): Promise<void> {
    await login();
    await (await jump()).arrayBuffer();
  }
  const passCode = {
    async json() {
      await ask('/sendSmsCodeAction.action');
      await ask('/checkSmsCodeAction.action', { smsCode: await lastCode() });
    },
    async html() {
      await ask('/iframe/feequery/smsRandCodeSend.action');
      await ask('/iframe/feequery/detailValidCode.action', { randCode: await lastCode() });
    },
    async gbk() {
      const { name, id_card } = await sandbox.inspect(tel);
      await call('CheckCustByNbr', tel, name, id_card);
      await call('SendVCodeByNbr', tel);
      await call('CheckVCodeByNbr', tel, await lastCode());
    },
  };
  return {
    browser,
    site: `/${site}`,
    national,
    login,
    jump,
    ask,
    call,
    lastCode,
    signIn,
    async signInForCalls() {
      await signIn();
      await passCode[dialect]();
    },
  };
}
