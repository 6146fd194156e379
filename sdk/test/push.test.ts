/** Pushes that the service really sends, as a receiver with the SDK takes them; and everything that is none of them. */

import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPushWire, type PushWire, urlsOf } from '../../test/journeys/push-wire.ts';
import { decrypt, InvalidPush, type PushHeaders, readResult, verifyPush } from '../src/push.ts';

interface Came {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let pushes: PushWire;
let server: Server;
let came: Came[] = [];
beforeAll(async () => {
  pushes = await openPushWire('pglite');
  server = createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    came.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
    reply.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await pushes.close();
});

async function pushesOf(tel: string, encrypted = false): Promise<{ sid: string; came: Came[] }> {
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  await pushes.set({ urls: urlsOf(url), encrypted });
  came = [];
  const sid = await pushes.signIn(tel);
  await pushes.wire.runJobs();
  await pushes.delivering.settle();
  return { sid, came };
}

describe('pushes of the service', () => {
  test('all four verify, and say what they are about', async () => {
    const { wire } = pushes;
    const { sid, came: four } = await pushesOf('13020100076');
    const now = wire.clock.now;
    const read = four.map(({ path, headers, body }) => [path, verifyPush(headers, body, wire.app.appsecret, { now })]);
    const { auth, result, report, tags } = Object.fromEntries(
      read.map(([path, push]) => [String(path).slice(1), push]),
    );
    expect(auth).toMatchObject({ body: { status: 0, sid, uid: 'order-1' }, timestamp: now });
    expect(report).toMatchObject({ body: { status: 0, sid } });
    expect(tags).toMatchObject({ body: { tags: expect.any(Object) } });
    expect(typeof result === 'object' ? readResult(result.body, wire.app.appsecret) : null).toMatchObject({
      failed: false,
      sid,
      record: { sid, call_log: expect.any(Array) },
    });
  });

  test('an encrypted result opens with the appsecret and with no other', async () => {
    const { wire } = pushes;
    const { appsecret } = wire.app;
    const { sid, came: four } = await pushesOf('13020100176', true);
    const found = four.find(({ path }) => path === '/result');
    const { body } = verifyPush(found?.headers ?? {}, found?.body ?? '', appsecret, { now: wire.clock.now });
    expect(body).toMatchObject({ status: 0, sid, data: expect.any(String) });
    const { data } = (await wire.call('/calls/record', { sid })) ?? {};
    expect(readResult(body, appsecret)).toEqual({ failed: false, sid, record: data });
    expect(() => readResult(body, '0'.repeat(64))).toThrow(InvalidPush);
  });

  test('a failed fetch says which session failed and why', async () => {
    const { wire } = pushes;
    const { sid, came: pushed } = await pushesOf('13020100167');
    const found = pushed.find(({ path }) => path === '/result');
    const { body } = verifyPush(found?.headers ?? {}, found?.body ?? '', wire.app.appsecret, { now: wire.clock.now });
    const failed = { failed: true, status: 3100, sid, tel: '13020100167', uid: 'order-1' };
    expect(readResult(body, wire.app.appsecret)).toMatchObject(failed);
  });
});

describe('what is no push', () => {
  const secret = 'ab'.repeat(32);
  const now = 1_795_147_200;
  const body = '{"status":0}';
  function signed(id: string, time: string, text = body, key = secret): Record<string, string> {
    const signature = createHmac('sha256', key).update(`${id}.${time}.${text}`).digest('base64');
    return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` };
  }
  const good = signed('m1', String(now));

  test('one that is well signed verifies, with the headers of either platform, and beside an older signature', () => {
    expect(verifyPush(good, body, secret, { now })).toEqual({ id: 'm1', timestamp: now, body: { status: 0 } });
    expect(verifyPush(new Headers(good), Buffer.from(body), secret, { now })).toMatchObject({ id: 'm1' });
    const both = { ...good, 'webhook-signature': `v1,AAAA ${good['webhook-signature']}` };
    expect(verifyPush(both, body, secret, { now })).toMatchObject({ id: 'm1' });
  });

  test.each<[string, PushHeaders, string]>([
    ['another body', good, '{"status":2}'],
    ['another secret', signed('m1', String(now), body, 'cd'.repeat(32)), body],
    ['another id', { ...good, 'webhook-id': 'm2' }, body],
    ['another time', { ...good, 'webhook-timestamp': String(now + 1) }, body],
    ['no version', { ...good, 'webhook-signature': good['webhook-signature']?.slice(3) }, body],
    ['a cut signature', { ...good, 'webhook-signature': 'v1,AAAA' }, body],
    ['no signature', { ...good, 'webhook-signature': undefined }, body],
    ['no headers', {}, body],
    ['a time that is none', signed('m1', 'soon'), body],
  ])('%s is refused', (_what, headers, text) => {
    expect(() => verifyPush(headers, text, secret, { now })).toThrow(InvalidPush);
  });

  test('five minutes are the limit, either way, and the caller may set another', () => {
    const verifyAt = (at: number, toleranceSeconds?: number) =>
      verifyPush(good, body, secret, { now: at, ...(toleranceSeconds ? { toleranceSeconds } : {}) });
    for (const at of [now - 300, now + 300]) expect(verifyAt(at)).toMatchObject({ id: 'm1' });
    for (const at of [now - 301, now + 301]) expect(() => verifyAt(at)).toThrow(/expected at most 300 s/);
    expect(verifyAt(now + 301, 400)).toMatchObject({ id: 'm1' });
  });

  test.each(['', 'no base64 !', Buffer.from('short').toString('base64')])('"%s" is nothing that was sealed', (text) => {
    expect(() => decrypt(text, secret)).toThrow(InvalidPush);
  });

  test.each([null, [], {}, { status: 0 }, { status: 0, data: {} }])('%j is no result', (value) => {
    expect(() => readResult(value, secret)).toThrow(InvalidPush);
  });
});
