/** What clients do with tokens: sign in upper case, keep them for two hours, never url-encode them, send other things in their place. */

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about } from './about.ts';
import { type Encoding, form, nestedPairs, query } from './encodings.ts';
import { askToken, finishJourney, signIn } from './journey.ts';
import { type LiveService, openLiveService } from './live-service.ts';
import { send } from './send.ts';
import { readEnvelope } from './shapes/read-reply.ts';

let service: LiveService;
beforeAll(async () => {
  service = await openLiveService();
});
afterAll(() => service.close());

const post = form(nestedPairs);

const signedInUpperCase: Encoding = (call) => {
  const { sign } = call.params;
  return query()(typeof sign === 'string' ? { ...call, params: { ...call.params, sign: sign.toUpperCase() } } : call);
};

const bearer: Encoding = ({ path, token, params }) => {
  const raw = post({ path, token: null, params });
  return { ...raw, headers: { ...raw.headers, Authorization: `Bearer ${token}` } };
};

describe('a client finishes its journey that', () => {
  test.each([
    { what: 'signs in upper case', client: { post, get: signedInUpperCase } },
    { what: 'names its token in the Authorization header', client: { post: bearer } },
  ])('$what', async ({ client }) => {
    const { record, truth } = await finishJourney(service, { ...client, about }, '13061300041');
    expect(record.call_log).toEqual(truth.calls);
  });

  test('goes on with its first token while others are given out, to the last second of two hours', async () => {
    const client = { post, about };
    const first = await askToken(service, client);
    await askToken(service, client);
    const { sid } = await signIn(service, client, first, '13061300042');
    await service.wire.runJobs();
    const began = service.wire.clock.now;
    service.wire.clock.now = began + 7200;
    const record = await send(service.origin, query()({ path: '/calls/record', token: first, params: { sid } }));
    service.wire.clock.now = began;
    expect(readEnvelope(record)).toMatchObject({ status: 0, action: 'done' });
  });
});

/** The request line as raw bytes, as old libraries write whatever they are given. */
async function sendLine(target: string): Promise<string> {
  const { hostname, port } = new URL(service.origin);
  const socket = connect(Number(port), hostname);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.end(`GET ${target} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`);
  await once(socket, 'close');
  return Buffer.concat(parts).toString('utf8');
}

describe('in the place of a token', () => {
  test.each([
    { what: 'the text of an error, url-encoded', token: encodeURIComponent('无效的 appid') },
    { what: 'nothing', token: '' },
    { what: 'null', token: 'null' },
    { what: 'undefined', token: 'undefined' },
    { what: 'a token in upper case', token: 'A'.repeat(32) },
    { what: 'a token that was never given', token: 'a'.repeat(32) },
    { what: 'a token within a JSON object', token: '%7B%22token%22:%22a%22%7D' },
  ])('$what is 4000', async ({ token }) => {
    const [head = '', body = ''] = (await sendLine(`/calls/flow?token=${token}&tel=13061300043`)).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(JSON.parse(body)).toEqual({ status: 4000, action: 'reset', msg: '无效的 token', data: {} });
  });

  test.each(['token生成失败', '无效的 token'])(
    '%s, which cannot stand in a request line as it is, is refused with an envelope',
    async (token) => {
      const [head = '', body = ''] = (await sendLine(`/calls/flow?token=${token}`)).split('\r\n\r\n');
      expect(head).toMatch(/^HTTP\/1\.1 400 /);
      expect(JSON.parse(body)).toMatchObject({ status: 4001, action: 'processing', data: {} });
    },
  );
});

test.each([
  { what: 'milliseconds', time: (now: number) => now * 1000 },
  { what: 'a clock that is 11 minutes late', time: (now: number) => now - 660 },
])('$what in a signed request is 4005, for the client to read', async ({ time }) => {
  const { appid, appsecret } = service.wire.app;
  const at = String(time(service.wire.clock.now));
  const sign = createHash('md5').update(`${appid}${appsecret}${at}`).digest('hex');
  const reply = await send(service.origin, query()({ path: '/token', token: null, params: { appid, sign, time: at } }));
  expect(readEnvelope(reply)).toMatchObject({ status: 4005, action: 'reset', data: {} });
});
