/** The phone page's own API for tests: links as an app makes them, and calls as the page makes them. */

import type { StoreKind } from '../../test/store-kinds.ts';
import { openTestWire, type TestWire } from '../../test/test-wire.ts';
import { addHosted } from './hosted.ts';
import type { PageReply } from './view.ts';

const pageHeaders = { 'x-xiangdan-page': '1', 'content-type': 'application/json' };

export type Act = (name: string, given?: Record<string, string | string[]>) => Promise<PageReply>;

export interface TestPage {
  wire: TestWire;
  newLink(params?: Record<string, string>): Promise<{ id: string; secret: string; url: string; expires: string }>;
  call(
    act: string,
    given: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ): Promise<PageReply & { http: number; cookie: string }>;
  /** Opens the link and gives the consent. `browser`: the headers of whoever opened it. */
  agree(link: { id: string; secret: string }): Promise<{ id: string; act: Act; browser: { cookie: string } }>;
  /** A link of its own, opened, with the consent given. */
  opened(params?: Record<string, string>): ReturnType<TestPage['agree']>;
  /** Truthfully, until nothing more is asked. */
  signIn(act: Act, tel: string): Promise<PageReply['view']>;
}

export async function openTestPage(kind: StoreKind): Promise<TestPage> {
  const wire = await openTestWire(kind);
  addHosted(wire.api, { journey: wire.journey, sandboxUrl: null });
  const page: TestPage = {
    wire,
    async newLink(params = {}) {
      const { data } = await wire.call('/links', params);
      return { ...idAndSecretIn(data.url), url: data.url, expires: data.expires };
    },
    async call(act, given, headers = {}) {
      const reply = await wire.api.inject({
        method: 'POST',
        url: `/authorise/api/${act}`,
        headers: { ...pageHeaders, ...headers },
        payload: JSON.stringify(given),
      });
      const cookie = String(reply.headers['set-cookie'] ?? '');
      return { http: reply.statusCode, cookie, ...reply.json<PageReply>() };
    },
    async agree({ id, secret }) {
      const { cookie, view } = await page.call('open', { link: id, secret });
      const browser = { cookie: pairOf(cookie) };
      const act: Act = (name, given = {}) => page.call(name, { ...given, link: id }, browser);
      if (view?.step.at !== 'consent') throw new Error('a fresh link asks for consent');
      await act('consent', { language: 'zh', text_hash: view.step.terms.zh.textHash });
      return { id, act, browser };
    },
    opened: async (params = {}) => page.agree(await page.newLink(params)),
    async signIn(act, tel) {
      await act('begin', { tel });
      return finishSignIn(wire, act, tel);
    },
  };
  return page;
}

/** From wherever the page stands at the sign-in. */
export async function finishSignIn(wire: TestWire, act: Act, tel: string): Promise<PageReply['view']> {
  for (let turn = 0; turn < 3; turn++) {
    const { view } = await act('view');
    if (view?.step.at !== 'login' && view?.step.at !== 'verify') return view;
    const { pin, captcha, sms } = await wire.subscriber(tel);
    const codes = { captcha_code: captcha?.text ?? '', sms_code: sms.at(-1)?.code ?? '' };
    await act(view.step.at, view.step.at === 'login' ? { pin_pwd: pin, ...codes } : codes);
  }
  return (await act('view')).view;
}

/** The name and value of a Set-Cookie, as a browser sends them back. */
export const pairOf = (cookie: string): string => cookie.split(';')[0] ?? '';

export function idAndSecretIn(url: string): { id: string; secret: string } {
  const [, id = '', secret = ''] = /#(\w+)\.(\w+)$/.exec(url) ?? [];
  return { id, secret };
}
