/** Clients that send half a request, or too much of one: they are cut off, and others are served meanwhile. */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';

let wire: TestWire;
let port: number;
beforeAll(async () => {
  wire = await openTestWire('pglite');
  port = Number(new URL(await wire.api.listen({ port: 0, host: '127.0.0.1' })).port);
});
afterAll(() => wire.close());

async function openSocket(begin: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(begin);
  return socket;
}

/** The status line and the envelope that a connection is closed with. */
async function closedWith(socket: Socket): Promise<{ line: string; envelope: WireReply }> {
  const reply = await text(socket);
  const [head = '', body = ''] = reply.split('\r\n\r\n');
  return { line: head.split('\r\n')[0] ?? '', envelope: JSON.parse(body) };
}

async function answers(): Promise<number> {
  const reply = await fetch(`http://127.0.0.1:${port}/calls/record?sid=SID0`);
  return ((await reply.json()) as WireReply).status;
}

test('the limits are those that the decision names, and a login of 45 s fits in', () => {
  const { headersTimeout, requestTimeout, timeout, keepAliveTimeout, maxConnections } = wire.api.server;
  expect({ headersTimeout, requestTimeout, timeout, keepAliveTimeout, maxConnections }).toEqual({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    timeout: 120_000,
    keepAliveTimeout: 72_000,
    maxConnections: 10_000,
  });
});

test('300 half-sent requests are cut off with 408 within the limit, and others are served meanwhile', async () => {
  const { server } = wire.api;
  const { headersTimeout, requestTimeout } = server;
  Object.assign(server, { headersTimeout: 1_500, requestTimeout: 2_500 });
  const begun = performance.now();
  const halfHeader = 'POST /calls/flow HTTP/1.1\r\nHost: x\r\nX-Slow: ';
  const halfBody = 'POST /calls/flow HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\ntel=1300';
  const sockets = await Promise.all(Array.from({ length: 300 }, (_, n) => openSocket(n % 2 ? halfHeader : halfBody)));
  // As the attack goes on: a byte now and then keeps the connection from looking idle.
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('a');
  }, 100);
  const replies = Promise.all(sockets.map(closedWith));
  for (let n = 0; n < 20; n += 1) expect(await answers()).toBe(4000);
  for (const { line, envelope } of await replies) {
    expect(line).toBe('HTTP/1.1 408 Request Timeout');
    expect(envelope).toEqual({ status: 4001, action: 'processing', msg: 'API 参数错误：请求超时', data: {} });
  }
  clearInterval(drip);
  expect(performance.now() - begun).toBeLessThan(15_000);
  Object.assign(server, { headersTimeout, requestTimeout });
  expect(await answers()).toBe(4000);
});

test.each([
  ['one header of 20 KB', `X-Large: ${'a'.repeat(20_000)}\r\n`],
  ['a thousand headers', Array.from({ length: 1000 }, (_, n) => `X-H${n}: ${'a'.repeat(20)}\r\n`).join('')],
])('%s is 431 with an envelope, and the connection is closed', async (_, headers) => {
  const socket = await openSocket(`GET /calls/record HTTP/1.1\r\nHost: x\r\n${headers}\r\n`);
  const { line, envelope } = await closedWith(socket);
  expect(line).toBe('HTTP/1.1 431 Request Header Fields Too Large');
  expect(envelope).toMatchObject({ status: 4001, msg: 'API 参数错误：请求头超过 16 KiB', data: {} });
  expect(await answers()).toBe(4000);
});

test.each([
  ['a body of 2 MB', 'Content-Length: 2000000', 2_000_000, ''],
  ['a body of 2 MB that does not say so', 'Transfer-Encoding: chunked', 2_000_000, '\r\n0\r\n\r\n'],
])(
  '%s is 413 with an envelope, which the client reads when it has sent it all, and its next call is answered',
  async (_, header, bytes, end) => {
    const refused = once(wire.api.server, 'request').then(([, reply]) => once(reply, 'finish'));
    const first = header.startsWith('Transfer') ? `${bytes.toString(16)}\r\n` : '';
    const socket = await openSocket(`POST /calls/record HTTP/1.1\r\nHost: x\r\n${header}\r\n\r\n${first}`);
    socket.write('a'.repeat(1_100_000));
    await refused;
    for (const part of [100_000, 800_000]) {
      socket.write('a'.repeat(part));
      await setTimeout(50);
    }
    socket.write(`${end}GET /calls/record?sid=SID0 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    const [refusal, answer] = (await text(socket)).split('HTTP/1.1 200 OK');
    expect(refusal).toMatch(/^HTTP\/1\.1 413 Payload Too Large\r\n/);
    expect(refusal).toContain('请求体超过 1 MiB');
    expect(answer).toContain('"status":4000');
  },
);

const [tooLarge, tooLate] = ['413 Payload Too Large', '408 Request Timeout'];
test.each([
  ['a body that never ends after its 413 is cut off, and not answered twice', 'a', [tooLarge]],
  [
    'a half-sent call after a 413 is answered for itself',
    'aaGET /calls/record?sid=SID0 HTTP/1.1\r\n',
    [tooLarge, tooLate],
  ],
])('%s', async (_, end, replies) => {
  const { server } = wire.api;
  const { requestTimeout, headersTimeout } = server;
  Object.assign(server, { headersTimeout: 500, requestTimeout: 1_000 });
  const socket = await openSocket('POST /calls/record HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n');
  socket.write('a'.repeat(1_999_998) + end);
  const lines = (await text(socket)).matchAll(/HTTP\/1\.1 (.*)\r/g);
  Object.assign(server, { headersTimeout, requestTimeout });
  expect([...lines].map(([, line]) => line)).toEqual(replies);
});

test('what is no HTTP is 400 with an envelope', async () => {
  const { line, envelope } = await closedWith(await openSocket('\x16\x03\x01\x02\x00\x01\r\n\r\n'));
  expect(line).toBe('HTTP/1.1 400 Bad Request');
  expect(envelope).toMatchObject({ status: 4001, data: {} });
});

test('a client that goes on sending after it was refused still reads why', async () => {
  const refused = once(wire.api.server, 'clientError');
  const socket = await openSocket('no HTTP\r\n\r\n');
  await refused;
  // The first would be answered with a reset, on which the second fails and what was received is lost.
  for (const more of ['and', 'more']) {
    socket.write(more);
    await setTimeout(10);
  }
  expect((await closedWith(socket)).line).toBe('HTTP/1.1 400 Bad Request');
});

test('what is sent after a refusal is not read as the rest of the request', async () => {
  const { server } = wire.api;
  const { headersTimeout } = server;
  Object.assign(server, { headersTimeout: 100 });
  const refused = once(server, 'clientError');
  const socket = await openSocket('GET /calls/record?sid=SID0 HTTP/1.1\r\nHost: x\r\n');
  await refused;
  Object.assign(server, { headersTimeout });
  let requests = 0;
  const count = () => (requests += 1);
  server.on('request', count);
  socket.write('\r\n');
  expect((await closedWith(socket)).line).toBe('HTTP/1.1 408 Request Timeout');
  server.off('request', count);
  expect(requests).toBe(0);
});

test('a refused client that never closes its half is let go of', async () => {
  const accepted = once(wire.api.server, 'connection');
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.write('no HTTP\r\n\r\n');
  const [ours] = await accepted;
  await once(ours, 'close');
  expect((await closedWith(socket)).line).toBe('HTTP/1.1 400 Bad Request');
  socket.destroy();
});
