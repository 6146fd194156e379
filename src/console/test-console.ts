/** The console's API for tests: in process on the test wire, as browsers that keep a cookie. */

import { cheapHash } from '../../test/cheap-hash.ts';
import type { StoreKind } from '../../test/store-kinds.ts';
import { openTestWire, type TestWire } from '../../test/test-wire.ts';
import { type AccountRole, setAccount } from '../store/console/accounts.ts';
import { addConsole } from './console.ts';
import { pageHeader } from './own-page.ts';

export interface ConsoleReply {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the API gives and says itself what it expects
  json: Record<string, any>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface TestBrowser {
  call(method: Method, path: string, body?: object | string, headers?: Record<string, string>): Promise<ConsoleReply>;
  signIn(username: string, password?: string): Promise<ConsoleReply>;
  /** The cookie as it is sent; '' for none. */
  cookie: string;
}

export interface TestConsole {
  wire: TestWire;
  newBrowser(remoteAddress?: string): TestBrowser;
  addAccount(username: string, role: AccountRole): Promise<void>;
  close(): Promise<void>;
}

export const testTel = '13001000001';
export const password = 'correct horse battery';

export async function openTestConsole(kind: StoreKind): Promise<TestConsole> {
  const wire = await openTestWire(kind);
  addConsole(wire.api, { journey: wire.journey, allowPrivate: true });
  return {
    wire,
    addAccount: async (username, role) =>
      setAccount(wire.store.db, username, await cheapHash(password), role, wire.clock.now),
    newBrowser(remoteAddress = '127.0.0.1') {
      const browser: TestBrowser = {
        cookie: '',
        async call(method, path, body, headers = {}) {
          const reply = await wire.api.inject({
            method,
            url: `/console/api${path}`,
            remoteAddress,
            headers: { host: 'console.example', [pageHeader]: '1', cookie: browser.cookie, ...headers },
            ...(body === undefined ? {} : { payload: body }),
          });
          const set = String(reply.headers['set-cookie'] ?? '');
          if (set !== '') browser.cookie = set.split(';')[0] ?? '';
          return { status: reply.statusCode, headers: reply.headers, json: reply.json() };
        },
        signIn: (username, typed = password) => browser.call('POST', '/login', { username, password: typed }),
      };
      return browser;
    },
    close: () => wire.close(),
  };
}

/** The sid of a session that has been signed in, fetched and reported. */
export async function reportedSession({ wire }: TestConsole, of = testTel, uid = 'order-1'): Promise<string> {
  const { data } = await wire.call('/calls/flow', { tel: of, uid });
  const { pin } = await wire.subscriber(of);
  let reply = await wire.call('/calls/login', { sid: data.sid, tel: of, pin_pwd: pin });
  while (reply.status === 0 && reply.action === 'processing') {
    const sms_code = (await wire.subscriber(of)).sms.at(-1)?.code ?? '';
    reply = await wire.call('/calls/verify', { sid: data.sid, sms_code });
  }
  if (reply.action !== 'done') throw new Error(`not signed in: ${reply.msg}`);
  await wire.runJobs();
  return data.sid;
}
