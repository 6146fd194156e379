/** What counts as an acknowledgement, from receivers that answer, stall, redirect and lie. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createSender, saysOk } from './send.ts';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

async function receiver(answer: (request: IncomingMessage, reply: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/push?a=%20b`;
}

async function send(url: string, options: { timeoutMs?: number; signal?: AbortSignal } = {}) {
  const { signal = new AbortController().signal, ...rest } = options;
  const sender = createSender({ allowPrivate: true, ...rest });
  try {
    return await sender.send({ url, headers: { 'webhook-id': 'msg_1' }, body: Buffer.from('{"uid":"用户"}') }, signal);
  } finally {
    await sender.close();
  }
}

describe('an answer', () => {
  test.each(['ok', 'OK', 'Ok', ' ok\r\n', '"ok"', '"OK"\n', "'ok'", '\uFEFFok', '" ok "'])('%j says ok', (text) => {
    expect(saysOk(text)).toBe(true);
  });

  test.each(['', 'okay', 'o k', '"ok', "ok'", '"ok\'', 'success', '{"ok":true}', 'not ok', '""ok""'])(
    '%j does not',
    (text) => {
      expect(saysOk(text)).toBe(false);
    },
  );
});

describe('a push', () => {
  test('is a POST of JSON to the path and query as they are, and ends with a 2xx that says ok', async () => {
    const seen: unknown[] = [];
    const url = await receiver(async (request, reply) => {
      const { method, url: path, headers } = request;
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      seen.push({ method, path, type: headers['content-type'], id: headers['webhook-id'], body });
      reply.writeHead(202).end('"OK"');
    });
    expect(await send(url)).toEqual({ acknowledged: true, status: 202 });
    const type = 'application/json; charset=utf-8';
    expect(seen).toEqual([{ method: 'POST', path: '/push?a=%20b', type, id: 'msg_1', body: '{"uid":"用户"}' }]);
  });

  test.each([
    [500, 'ok', 'not a 2xx'],
    [404, 'ok', 'not a 2xx'],
    [200, 'received', 'an answer other than ok'],
    [200, '', 'an answer other than ok'],
    [204, '', 'an answer other than ok'],
  ])('that is answered %i %j is not acknowledged', async (status, text, error) => {
    const url = await receiver((_request, reply) => reply.writeHead(status).end(text));
    expect(await send(url)).toEqual({ acknowledged: false, status, error });
  });

  test.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (status) => {
    let elsewhere = 0;
    const target = await receiver((_request, reply) => {
      elsewhere++;
      reply.end('ok');
    });
    const url = await receiver((_request, reply) => reply.writeHead(status, { location: target }).end('ok'));
    expect(await send(url)).toEqual({ acknowledged: false, status, error: 'a redirect, which is not followed' });
    expect(elsewhere).toBe(0);
  });

  test('reads 64 KiB of an answer and no further', async () => {
    const spaces = Buffer.alloc(16 * 1024, ' ');
    let endless = true;
    undo.push(() => {
      endless = false;
    });
    const url = await receiver((_request, reply) => {
      const pour = () => {
        while (endless && !reply.destroyed && reply.write(spaces));
      };
      reply.on('drain', pour);
      pour();
    });
    const refused = { acknowledged: false, status: 200, error: 'an answer of more than 64 KiB' };
    expect(await send(url)).toEqual(refused);
  });

  test('with exactly 64 KiB around its ok is acknowledged', async () => {
    const url = await receiver((_request, reply) => reply.end('ok'.padEnd(64 * 1024)));
    expect(await send(url)).toEqual({ acknowledged: true, status: 200 });
  });

  test.each([
    ['before its headers', () => undefined],
    ['in its body', (reply: ServerResponse) => reply.write('o')],
  ])('to a receiver that stalls %s is given up', async (_where, begin) => {
    const url = await receiver((_request, reply) => begin(reply));
    expect(await send(url, { timeoutMs: 150 })).toEqual({
      acknowledged: false,
      status: null,
      error: 'no answer within 0.15 s',
    });
  });

  test('to a port that nobody listens on says so', async () => {
    const squatter = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const address = squatter.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((resolve) => squatter.close(resolve));
    expect(await send(`http://127.0.0.1:${port}/`)).toEqual({
      acknowledged: false,
      status: null,
      error: 'no connection: ECONNREFUSED',
    });
  });

  test('to a receiver that hangs up without an answer is not acknowledged', async () => {
    const url = await receiver((request) => request.socket.destroy());
    expect(await send(url)).toMatchObject({ acknowledged: false, status: null });
  });

  async function sendTimes(url: string, times: number) {
    const sender = createSender({ allowPrivate: true });
    const sent: unknown[] = [];
    const push = { url, headers: { 'webhook-id': 'msg_1' }, body: Buffer.from('{}') };
    for (let n = 0; n < times; n += 1) sent.push(await sender.send(push, new AbortController().signal));
    await sender.close();
    return sent;
  }
  const acknowledged = { acknowledged: true, status: 200 };

  test('goes over a connection that is open: the last one, or the one before while that is still being read', async () => {
    const sockets = new Set<unknown>();
    const url = await receiver((request, reply) => {
      sockets.add(request.socket);
      request.resume().on('end', () => reply.end('ok'));
    });
    expect(await sendTimes(url, 6)).toEqual(Array.from({ length: 6 }, () => acknowledged));
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  test('is no lost attempt when the receiver has closed that connection meanwhile', async () => {
    const seen = new Set<unknown>();
    const url = await receiver((request, reply) => {
      if (seen.has(request.socket)) return request.socket.destroy();
      seen.add(request.socket);
      return request.resume().on('end', () => reply.end('ok'));
    });
    expect(await sendTimes(url, 3)).toEqual([acknowledged, acknowledged, acknowledged]);
  });

  test('is sent once in an attempt to a receiver that hangs up on new connections', async () => {
    let came = 0;
    const url = await receiver((request) => {
      came += 1;
      request.socket.destroy();
    });
    await sendTimes(url, 1);
    expect(came).toBe(1);
  });

  test('is sent once to a receiver whose last connection was left long ago', async () => {
    let came = 0;
    const url = await receiver((request, reply) => {
      came += 1;
      if (came > 1) return request.socket.destroy();
      return request.resume().on('end', () => reply.end('ok'));
    });
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const sender = createSender({ allowPrivate: true });
    const push = { url, headers: { 'webhook-id': 'msg_1' }, body: Buffer.from('{}') };
    expect(await sender.send(push, new AbortController().signal)).toEqual(acknowledged);
    vi.advanceTimersByTime(10_000);
    expect(await sender.send(push, new AbortController().signal)).toMatchObject({ acknowledged: false });
    await sender.close();
    expect(came).toBe(2);
  });

  test('that is cut off is neither: it throws', async () => {
    const stop = new AbortController();
    const url = await receiver(() => stop.abort());
    await expect(send(url, { signal: stop.signal })).rejects.toThrow();
  });
});
