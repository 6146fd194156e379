/** Every route beside the wire API has a row here that says who may use it; everybody else is refused, and a route without a row fails. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountRole, setAccount } from '../../src/store/console/accounts.ts';
import { cheapHash } from '../cheap-hash.ts';
import { openWholeServer, type WholeServer } from './whole-server.ts';

type Who = 'anyone' | 'auditor' | 'operator';

/** Behind /console/api. */
const consoleRoutes: Record<string, Who> = {
  'GET /start': 'anyone',
  'POST /login': 'anyone',
  'POST /logout': 'anyone',
  'GET /me': 'auditor',
  'POST /me/password': 'auditor',
  'GET /overview': 'auditor',
  'POST /sessions/search': 'auditor',
  'GET /sessions/:sid': 'auditor',
  'POST /sessions/:sid/reveal': 'operator',
  'POST /sessions/:sid/documents/:kind': 'operator',
  'DELETE /sessions/:sid': 'operator',
  'GET /pushes': 'auditor',
  'POST /pushes/:id/body': 'operator',
  'POST /pushes/:id/replay': 'operator',
  'GET /apps': 'auditor',
  'POST /apps': 'operator',
  'PUT /apps/:appid': 'operator',
  'POST /apps/:appid/rotate': 'operator',
  'POST /apps/:appid/disable': 'operator',
  'POST /apps/:appid/enable': 'operator',
  'POST /apps/:appid/test-push': 'operator',
  'GET /carriers': 'auditor',
  'GET /tag-lists': 'auditor',
  'PUT /tag-lists': 'operator',
  'DELETE /tag-lists/:version': 'operator',
  'GET /audit': 'auditor',
  'POST /audit/verify': 'auditor',
  'GET /accounts': 'operator',
  'POST /accounts': 'operator',
  'POST /accounts/:username/password': 'operator',
  'DELETE /accounts/:username': 'operator',
};

/** Why it may be open, and which test shows what is behind it. */
const otherRoutes: Record<string, string> = {
  'GET /healthz': 'says nothing of anybody',
  'GET /readyz': 'says nothing of anybody',
  'GET /metrics': 'counts alone, for private networks or a token: src/console/who-may-scrape.test.ts',
  'GET /': 'turns a token into a link: src/hosted/hosted.test.ts',
  'POST /': 'turns a token into a link: src/hosted/hosted.test.ts',
  'GET /auth/base.html': 'turns a token into a link: src/hosted/hosted.test.ts',
  'POST /auth/base.html': 'turns a token into a link: src/hosted/hosted.test.ts',
  'GET /assets/*': 'files that everybody may have',
  'GET /authorise/': 'files that everybody may have',
  'GET /console/': 'files that everybody may have',
  'GET /my/': 'files that everybody may have',
  'GET /report/': 'files that everybody may have',
  'POST /authorise/api/open': 'wants the link’s secret: test/access/pages.test.ts',
  'POST /authorise/api/:act': 'wants the browser’s cookie: test/access/pages.test.ts',
  'GET /authorise/api/progress': 'wants the browser’s cookie: test/access/pages.test.ts',
  'GET /report/detail': 'wants a link or a sign-in: src/hosted/report-page.test.ts',
  'POST /report/api/open': 'wants a signed link: test/access/pages.test.ts',
  'POST /report/api/view': 'wants a link or a sign-in: test/access/pages.test.ts',
  'POST /my/api/:act': 'wants a code that was texted: src/subject/sign-in.test.ts, test/access/pages.test.ts',
};

const roleOf = (entry: [string, Who]) => entry[1];

let server: WholeServer;
let sid: string;
const password = 'correct horse battery';
beforeAll(async () => {
  server = await openWholeServer('pglite');
  const { wire } = server;
  sid = (await wire.call('/calls/flow', { tel: '13061300044', uid: 'u1' })).data.sid;
});
afterAll(() => server.wire.close());

test('every route of the server has a row', () => {
  const rows = [
    ...Object.keys(consoleRoutes).map((row) => row.replace(' ', ' /console/api')),
    ...Object.keys(otherRoutes),
  ];
  expect(server.routes).toEqual(rows.sort());
});

test('what the server starts is what is looked at here', () => {
  const service = readFileSync(fileURLToPath(new URL('../../src/start/service.ts', import.meta.url)), 'utf8');
  const added = [...service.matchAll(/\b(add[A-Z]\w*)\(http\b/g)].map(([, name]) => name);
  // The sandbox's numbers to try are no part of a server in production.
  expect(new Set(added)).toEqual(
    new Set(['addHealth', 'addHosted', 'addTestNumbers', 'addSubject', 'addReportPage', 'addConsole', 'addMetrics']),
  );
});

describe('the console', () => {
  const cases = Object.entries(consoleRoutes).filter((entry) => roleOf(entry) !== 'anyone');
  /** Of a session that exists, so that nothing is refused for want of it. */
  const urlOf = (route: string) =>
    `/console/api${(route.split(' ')[1] ?? '').replace(':sid', sid).replace(':kind', 'record').replace(/:\w+/, 'x')}`;

  async function ask(route: string, headers: Record<string, string>): Promise<{ status: number; word: string }> {
    const method = route.split(' ')[0] as 'GET';
    const reply = await server.wire.api.inject({
      method,
      url: urlOf(route),
      headers: { 'x-xiangdan-console': '1', ...headers },
      ...(method === 'GET' ? {} : { payload: '{}' }),
    });
    return { status: reply.statusCode, word: reply.json().word ?? '' };
  }

  const cookies: Record<AccountRole | 'ended', string> = { operator: '', auditor: '', ended: '' };
  beforeAll(async () => {
    for (const role of ['operator', 'auditor'] as const) {
      await setAccount(server.wire.store.db, role, await cheapHash(password), role, server.wire.clock.now);
      cookies[role] = await signIn(role);
    }
    server.wire.clock.now -= 12 * 3600 + 1;
    cookies.ended = await signIn('operator');
    server.wire.clock.now += 12 * 3600 + 1;
  });

  async function signIn(role: AccountRole): Promise<string> {
    const reply = await server.wire.api.inject({
      method: 'POST',
      url: '/console/api/login',
      headers: { 'x-xiangdan-console': '1' },
      payload: JSON.stringify({ username: role, password }),
    });
    return String(reply.headers['set-cookie']).split(';')[0] ?? '';
  }

  test.each(cases)('%s is refused without a cookie, and with a made-up or an ended one', async (route) => {
    const refused = { status: 401, word: 'not_signed_in' };
    expect(await ask(route, {})).toEqual(refused);
    expect(await ask(route, { cookie: `xiangdan_console=${'A'.repeat(43)}` })).toEqual(refused);
    expect(await ask(route, { cookie: cookies.ended })).toEqual(refused);
  });

  test.each(cases.filter(([route]) => !route.startsWith('GET')))(
    '%s is refused to an operator without the page’s header, and from another origin',
    async (route) => {
      const cookie = cookies.operator;
      const method = route.split(' ')[0] as 'POST';
      const bare = await server.wire.api.inject({ method, url: urlOf(route), headers: { cookie }, payload: '{}' });
      expect([bare.statusCode, bare.json().word]).toEqual([403, 'foreign_origin']);
      const foreign = await ask(route, { cookie, origin: 'https://evil.example' });
      expect(foreign).toEqual({ status: 403, word: 'foreign_origin' });
    },
  );

  test('an auditor may what an auditor may, and is refused what is an operator’s', async () => {
    const cookie = cookies.auditor;
    for (const [route, who] of cases) {
      // An empty body is a bad request to whoever may, and changes nothing.
      const { status } = await ask(route, { cookie });
      expect({ route, refused: status === 403 }).toEqual({ route, refused: who === 'operator' });
      expect(status, route).not.toBe(401);
    }
  });

  test('an operator may everything', async () => {
    const harmless = cases.filter(([route]) => !/DELETE \/sessions|POST \/me/.test(route));
    const cookie = cookies.operator;
    for (const [route] of harmless) expect([401, 403], route).not.toContain((await ask(route, { cookie })).status);
  });
});
