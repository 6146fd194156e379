/** Tokens, aborts, and replies that are none: what a call does when things are not as they should be. */

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, XiangdanError } from '../src/client.ts';
import { credentialsOf, openService, type Service, signIn } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

const tokensAsked = () => service.called.filter((path) => path === '/token').length;

test('calls at the same moment share one token, and one renewal when the service forgets it', async () => {
  const { client, wire } = service;
  const unknown = () => client.session('SID0').catch((error: unknown) => error);
  const four = () => Promise.all([unknown(), unknown(), unknown(), unknown()]);
  for (const error of await four()) expect(error).toMatchObject({ status: 4016 });
  expect(tokensAsked()).toBe(1);
  await wire.store.db.deleteFrom('tokens').execute();
  for (const error of await four()) expect(error).toMatchObject({ status: 4016 });
  expect(tokensAsked()).toBe(2);
});

test('a token that is refused twice is not asked for a third time', async () => {
  let given = 0;
  const token = () => {
    given++;
    return 'f'.repeat(32);
  };
  const client = createClient({ url: service.url, token });
  await expect(client.session('SID0')).rejects.toMatchObject({ status: 4000 });
  expect(given).toBe(2);
});

test('a browser is handed a token by its own server and needs no secret', async () => {
  const client = createClient({ url: `${service.url}/`, token: () => service.wire.newToken() });
  await expect(client.session('SID0')).rejects.toMatchObject({ status: 4016 });
});

test('a wrong secret rejects with 4005', async () => {
  const { appid } = credentialsOf(service.wire);
  const client = createClient({ url: service.url, appid, appsecret: '00' });
  const error = await client.session('SID0').catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(XiangdanError);
  expect(error).toMatchObject({
    status: 4005,
    action: 'reset',
    message: expect.stringContaining('/token answered 4005'),
  });
});

test('waiting shows progress and ends with the reason of its abort', async () => {
  const { client } = service;
  const { sid } = await signIn(service, '13020100076');
  const states: string[] = [];
  const enough = new AbortController();
  const waiting = client.waitForReport(sid, {
    firstPauseMs: 10,
    signal: enough.signal,
    onProgress({ state }) {
      states.push(state);
      if (states.length === 3) enough.abort(new Error('enough'));
    },
  });
  await expect(waiting).rejects.toThrow('enough');
  expect(states).toEqual(['authorised', 'authorised', 'authorised']);
  await expect(client.waitForReport(sid, { signal: enough.signal })).rejects.toThrow('enough');
});

test('waiting for a report that will not be ends with its code', async () => {
  const { sid } = await signIn(service, '13020100067');
  await service.wire.runJobs();
  await expect(service.client.waitForReport(sid)).rejects.toMatchObject({ status: 3102, action: 'reset' });
});

test('a call is aborted by its signal, and after its time', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const client = createClient({ url, token: () => 'f'.repeat(32), timeoutMs: 50 });
  await expect(client.session('SID0')).rejects.toThrow('no answer within 50 ms');
  const patient = createClient({ url, token: () => 'f'.repeat(32) });
  const enough = new AbortController();
  const call = patient.session('SID0', { signal: enough.signal });
  enough.abort(new Error('enough'));
  await expect(call).rejects.toThrow('enough');
  server.closeAllConnections();
  server.close();
});

test('a page of a proxy is an error that says so', async () => {
  const client = createClient({
    url: 'http://service.example',
    token: () => 'f'.repeat(32),
    fetch: async () => ({ status: 502, text: async () => '<html>Bad Gateway</html>' }),
  });
  await expect(client.session('SID0')).rejects.toThrow('/sessions/SID0 answered HTTP 502 without the envelope');
});

test('a link opens the phone page of the service and holds no credential', async () => {
  const link = await service.client.createLink({ tel: '13001000016', telLocked: true, state: 's1' });
  expect(link.url.startsWith(service.url)).toBe(true);
  expect(link.url).not.toContain(service.wire.app.appid);
  expect(link.expires).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
});

test('a report link is of one session, and lasts as long as it was asked for', async () => {
  const { client } = service;
  const { sid } = await client.openSession({ tel: '13001000019' });
  const [usual, short] = [await client.reportLink(sid), await client.reportLink(sid, { expiresInSeconds: 600 })];
  expect(short).toMatchObject({ sid, url: expect.stringContaining(sid) });
  expect(Date.parse(usual.expires) - Date.parse(short.expires)).toBeGreaterThan(0);
  await expect(client.reportLink(sid, { expiresInSeconds: 1 })).rejects.toMatchObject({ status: 4001 });
});

test('sessions are found by number, uid and time, and erased with a receipt that stays the same', async () => {
  const { client, wire } = service;
  const { sid } = await client.openSession({ tel: '13001000017', uid: 'order-17' });
  const since = new Date(wire.clock.now * 1000);
  for (const search of [{ tel: '13001000017' }, { uid: 'order-17' }, { uid: 'order-17', since }]) {
    expect((await client.findSessions(search)).sessions.map((one) => one.sid)).toEqual([sid]);
  }
  expect((await client.findSessions({ uid: 'order-17', since: new Date(since.getTime() + 1000) })).sessions).toEqual(
    [],
  );
  const receipt = await client.eraseSession(sid);
  expect(await client.eraseSession(sid)).toEqual(receipt);
  expect(await client.receipt(receipt.receipt_id)).toEqual(receipt);
  expect(await client.receiptKey()).toMatchObject({ key_id: receipt.key_id, algorithm: 'Ed25519' });
  await expect(client.session(sid)).rejects.toMatchObject({ status: 4016 });
});

test('the consent that an app holds goes with the session, and its withdrawal hides it', async () => {
  const { client, wire } = service;
  const consent = { ref: 'form-18', givenAt: new Date((wire.clock.now - 60) * 1000), textVersion: '2026-11' };
  const { sid } = await client.openSession({ tel: '13001000018', consent });
  const told = (await client.session(sid)).consent;
  expect(told).toMatchObject({ channel: 'app', text_version: '2026-11' });
  const { withdrawn_at } = await client.withdrawConsent(sid);
  expect(withdrawn_at).toMatch(/^\d{4}-/);
  await expect(client.record(sid)).rejects.toMatchObject({ status: 4016 });
});

test('own calls are scored, plain and hashed alike', async () => {
  const { client, wire } = service;
  const call = { call_time: wire.clock.now - 86_400, call_duration: 61, call_method: '1' } as const;
  const plain = await client.scoreOwnCalls(
    { tel: '13001000019', call_log: [{ ...call, call_tel: '13001000020' }] },
    { uid: 'order-19' },
  );
  const md5 = createHash('md5').update('13001000020').digest('hex');
  const hashed = await client.scoreOwnCalls(
    { tel: '13001000019', call_log: [{ ...call, call_tel: md5 }] },
    { uid: 'order-19', hashed: true },
  );
  expect(plain.uid).toBe('order-19');
  expect({ ...hashed, sid: '' }).toEqual({ ...plain, sid: '' });
});

test('numbers are looked up one by one and many at once', async () => {
  const { client } = service;
  const one = await client.lookUpNumber('10086');
  expect(one).toMatchObject({ status: '0', telnum: '10086' });
  const many = await client.lookUpNumbers(['10086', '010-12345678']);
  expect(Object.keys(many)).toEqual(['10086', '010-12345678']);
  expect(many['10086']).toEqual(one);
});

test('what is signed with the secret is refused where there is none', async () => {
  const client = createClient({ url: service.url, token: () => service.wire.newToken() });
  await expect(client.lookUpNumber('10086')).rejects.toThrow('call it from your server');
});
