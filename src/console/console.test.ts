/** What each role may do over the console's API, and what it shows of sessions. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeKinds } from '../../test/store-kinds.ts';
import {
  openTestConsole,
  reportedSession,
  type TestBrowser,
  type TestConsole,
  testTel as tel,
} from './test-console.ts';

describe.each(storeKinds)('the console on %s', (kind) => {
  let console: TestConsole;
  let operator: TestBrowser;
  let auditor: TestBrowser;
  let sid: string;
  beforeAll(async () => {
    console = await openTestConsole(kind);
    await console.addAccount('lin', 'operator');
    await console.addAccount('wang', 'auditor');
    operator = console.newBrowser();
    auditor = console.newBrowser();
    await operator.signIn('lin');
    await auditor.signIn('wang');
    sid = await reportedSession(console);
  });
  afterAll(() => console.close());

  async function lastAudit(): Promise<{ actor: string; action: string; sid: string | null }> {
    return (await auditor.call('GET', '/audit')).json.rows[0];
  }

  const changes = [
    ['POST', '/apps'],
    ['PUT', '/apps/APPID'],
    ['POST', '/apps/APPID/rotate'],
    ['POST', '/apps/APPID/disable'],
    ['POST', '/apps/APPID/enable'],
    ['POST', '/apps/APPID/test-push'],
    ['POST', '/sessions/SID/reveal'],
    ['POST', '/sessions/SID/documents/record'],
    ['DELETE', '/sessions/SID'],
    ['POST', '/pushes/msg_x/body'],
    ['POST', '/pushes/msg_x/replay'],
    ['PUT', '/tag-lists?name=x'],
    ['DELETE', '/tag-lists/1'],
    ['GET', '/accounts'],
    ['POST', '/accounts'],
    ['POST', '/accounts/lin/password'],
    ['DELETE', '/accounts/lin'],
  ] as const;
  const reads = [
    ['GET', '/overview?span=day'],
    ['POST', '/sessions/search'],
    ['GET', '/sessions/SID'],
    ['GET', '/pushes'],
    ['GET', '/apps'],
    ['GET', '/carriers'],
    ['GET', '/tag-lists'],
    ['GET', '/audit'],
    ['POST', '/audit/verify'],
  ] as const;
  const real = (path: string) => path.replace('SID', sid).replace('APPID', console.wire.app.appid);

  test.each(changes)('an auditor may not %s %s', async (method, path) => {
    const reply = await auditor.call(method, real(path), method === 'GET' ? undefined : {});
    expect([reply.status, reply.json.word]).toEqual([403, 'forbidden']);
  });

  test.each(reads)('an auditor may %s %s', async (method, path) => {
    expect((await auditor.call(method, real(path), method === 'GET' ? undefined : {})).status).toBe(200);
  });

  test.each([...changes, ...reads])('nobody may %s %s without signing in', async (method, path) => {
    const reply = await console.newBrowser().call(method, real(path), method === 'GET' ? undefined : {});
    expect([reply.status, reply.json.word]).toEqual([401, 'not_signed_in']);
  });

  test.each([
    ['number', () => ({ tel })],
    ['number as people write it', () => ({ tel: '+86 130-0100-0001' })],
    ['uid', () => ({ uid: 'order-1' })],
    ['sid', () => ({ sid })],
    ['state and carrier', () => ({ state: 'reported', carrier: 'unicom' })],
    ['time', () => ({ since: console.wire.clock.now - 60, until: console.wire.clock.now + 60 })],
  ])('a search by %s finds the session, its number masked', async (_by, body) => {
    const { json } = await auditor.call('POST', '/sessions/search', body());
    expect(json.rows).toEqual([expect.objectContaining({ sid, tel: '130****0001', state: 'reported' })]);
    expect(JSON.stringify(json)).not.toContain(tel);
  });

  test.each([
    ['number', { tel: '13001000002' }],
    ['uid', { uid: 'order-2' }],
    ['state', { state: 'expired' }],
    ['carrier', { carrier: 'mobile' }],
    ['time', { until: 1 }],
  ])('a search by another %s does not', async (_by, body) => {
    expect((await auditor.call('POST', '/sessions/search', body)).json.rows).toEqual([]);
  });

  test('a session shows its states in order and its pushes', async () => {
    const { json } = await auditor.call('GET', `/sessions/${sid}`);
    expect(json.states.map(({ state }: { state: string }) => state)).toEqual([
      ...['awaiting_login', 'awaiting_verify'],
      ...['authorised', 'fetching', 'fetched', 'reported'],
    ]);
    expect(json.progress.calls).toBeGreaterThan(0);
    expect(JSON.stringify(json)).not.toContain(tel);
  });

  test('a number is shown when an operator asks for it, and the audit says who did', async () => {
    expect((await operator.call('POST', `/sessions/${sid}/reveal`, {})).json).toMatchObject({ tel, uid: 'order-1' });
    expect(await lastAudit()).toMatchObject({ actor: 'account:lin', action: 'session.revealed', sid });
  });

  test('a record is shown when an operator asks for it, and the audit says who did', async () => {
    const { json } = await operator.call('POST', `/sessions/${sid}/documents/record`, {});
    const fromWire = await console.wire.call('/calls/record', { sid, tel });
    expect(JSON.parse(json.body).data).toEqual(fromWire.data);
    const { rows } = (await auditor.call('GET', `/audit?sid=${sid}&actor=account:lin&action=record.read`)).json;
    expect(rows).toHaveLength(1);
  });

  test('the overview counts the session where it belongs', async () => {
    console.wire.clock.now += 11;
    const { json } = await auditor.call('GET', '/overview?span=week');
    const total = json.outcomes.find((row: { carrier: string | null }) => row.carrier === null);
    expect(total).toMatchObject({ opened: 1, signedIn: 1, fetched: 1, failed: 0, fetchSecondsP50: 0 });
    expect(json.sessions).toEqual([{ state: 'reported', count: 1 }]);
    expect(json.buckets).toEqual([expect.objectContaining({ opened: 1, fetched: 1 })]);
    expect(json.waiting).toEqual({ toFetch: 0, fetching: 0, toReport: 0, pushes: 0 });
  });

  test('all 31 provinces of each carrier are listed', async () => {
    const { rows } = (await auditor.call('GET', '/carriers')).json;
    expect(rows.map((row: { provinces: unknown[] }) => row.provinces.length)).toEqual([31, 31, 31]);
  });

  test('the audit is paged, and its chain holds', async () => {
    const first = (await auditor.call('GET', '/audit')).json;
    const ids = first.rows.map(({ id }: { id: number }) => id);
    expect(ids).toEqual(ids.toSorted((a: number, b: number) => b - a));
    const older = (await auditor.call('GET', `/audit?before=${ids.at(-1)}`)).json;
    expect(older.rows.every(({ id }: { id: number }) => id < ids.at(-1))).toBe(true);
    const { json } = await auditor.call('POST', '/audit/verify', {});
    expect(json.broken).toBeNull();
    expect(json.rows).toBeGreaterThan(10);
  });

  test('replies are framed by nobody, kept by nobody, guessed at by nobody', async () => {
    const { headers } = await auditor.call('GET', '/me');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
  });
});
