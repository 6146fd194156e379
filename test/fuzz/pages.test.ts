/** Requests to the pages that may be anything, from a browser that may use them and from one that may not: none is our own fault. */

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkSeconds, reportLinkPath } from '../../src/journey/report-links.ts';
import { visitSeconds } from '../../src/journey/subject-sign-in.ts';
import { insertVisit } from '../../src/store/subject/subject-visits.ts';
import { openWholeServer, type WholeServer } from '../access/whole-server.ts';
import { randomMyCall, randomPhonePageCall, randomReportCall } from './random-page-call.ts';
import type { RandomRequest } from './random-request.ts';

const runs = { numRuns: 300, seed: 7 };

let server: WholeServer;
/** Its subscriber has signed in to their own page; the other one is read by a link. */
const [own, read] = [
  { tel: '13010200051', sid: '' },
  { tel: '13010200052', sid: '' },
];
beforeAll(async () => {
  server = await openWholeServer('pglite');
  for (const session of [own, read]) session.sid = await reported(session.tel);
});
afterAll(() => server.wire.close());

async function reported(tel: string): Promise<string> {
  const { wire } = server;
  const { sid } = (await wire.call('/calls/flow', { tel })).data;
  let reply = await wire.call('/calls/login', { sid, tel, pin_pwd: (await wire.subscriber(tel)).pin });
  if (reply.action === 'processing')
    reply = await wire.call('/calls/verify', { sid, sms_code: (await wire.subscriber(tel)).sms.at(-1)?.code ?? '' });
  await wire.runJobs();
  expect((await wire.call('/calls/report', { sid })).status).toBe(0);
  return sid;
}

async function cookieOf(url: string, given: object, cookie = ''): Promise<string> {
  const headers = { 'x-xiangdan-page': '1', cookie };
  const reply = await server.wire.api.inject({ method: 'POST', url, headers, payload: JSON.stringify(given) });
  return String(reply.headers['set-cookie']).split(';')[0] ?? '';
}

/** The statuses that were seen. */
async function fuzz(calls: fc.Arbitrary<RandomRequest>, cookie: string): Promise<Set<string>> {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(calls, async (each) => {
      const reply = await server.wire.api.inject({ ...each, headers: { ...each.headers, cookie } });
      expect(reply.statusCode).toBeLessThan(500);
      expect(reply.body).not.toMatch(/"(code|status)":9999|"why":"own"/);
      for (const [said] of reply.body.matchAll(/"at":"\w+"|"why":"\w+"/g)) seen.add(said);
    }),
    runs,
  );
  return seen;
}

test('the phone page answers a browser that has its link with anything but a fault of its own', async () => {
  const [, link = '', secret = ''] = /#(\w+)\.(\w+)$/.exec((await server.wire.call('/links')).data.url) ?? [];
  const cookie = await cookieOf('/authorise/api/open', { link, secret });
  expect(await fuzz(randomPhonePageCall(link), cookie)).toContain('"at":"consent"');
});

test('the report page answers the holder of a link, and whoever has none, with anything but a fault of its own', async () => {
  const expiresAt = server.wire.clock.now + linkSeconds.usual;
  const [, link = ''] = reportLinkPath(server.wire.journey, { sid: read.sid, expiresAt, holder: 'app' }).split('#');
  const calls = randomReportCall({ sids: [read.sid, own.sid], links: [link] });
  const cookie = await cookieOf('/report/api/open', { link });
  expect([...(await fuzz(calls, cookie))]).toEqual(expect.arrayContaining(['"at":"ready"', '"at":"opened"']));
  expect(await fuzz(calls, '')).not.toContain('"at":"ready"');
});

test('a subscriber’s own page answers whoever has signed in, and whoever has not, with anything but a fault of its own', async () => {
  const { journey, clock } = server.wire;
  const token = 'a'.repeat(64);
  const visit = { token, tel: own.tel, code: '271828', now: clock.now, expiresAt: clock.now + visitSeconds };
  await insertVisit(journey.db, visit);
  const cookie = await cookieOf('/my/api/sign-in', { code: visit.code }, `xd_my=${token}`);
  const calls = randomMyCall({ tels: ['13010200053', '13010200054'], sids: [own.sid, read.sid] });
  expect(await fuzz(calls, '')).not.toContain('"at":"sessions"');
  expect([...(await fuzz(calls, cookie))]).toEqual(expect.arrayContaining(['"at":"sessions"', '"why":"gone"']));
  expect((await server.wire.call('/calls/record', { sid: read.sid })).status).toBe(0);
});
