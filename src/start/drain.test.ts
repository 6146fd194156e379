/** How a node leaves: what comes in on its way out is served, and what could not be served is never accepted. */

import { Agent, get, type IncomingMessage } from 'node:http';
import Fastify from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Drain, prepareDrain } from './drain.ts';

const http = () => Fastify({ return503OnClosing: false });
let app: ReturnType<typeof http>;
let drain: Drain;
let url: string;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeEach(async () => {
  app = http();
  drain = prepareDrain(app, true);
  app.get('/state', async () => ({ draining: drain.draining }));
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => app.close());

/** Rejects when no connection can be had. */
function ask(path: string, by?: Agent): Promise<{ body: string; connection: string }> {
  return new Promise((resolve, reject) => {
    get(url + path, by ? { agent: by } : { agent: false }, (reply: IncomingMessage) => {
      let body = '';
      reply.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      reply.on('end', () => resolve({ body, connection: reply.headers.connection ?? '' }));
    }).on('error', reject);
  });
}

async function untilRefused(): Promise<void> {
  for (;;) if ((await ask('/state').catch((error: NodeJS.ErrnoException) => error.code)) === 'ECONNREFUSED') return;
}

test('new connections are taken while it gives notice, refused after it; an open one is served and told to go', async () => {
  expect(await ask('/state', agent)).toEqual({ body: '{"draining":false}', connection: 'keep-alive' });
  const ended = drain.run(new AbortController());
  expect(await ask('/state')).toMatchObject({ body: '{"draining":true}' });
  await untilRefused();
  expect(await ask('/state', agent)).toEqual({ body: '{"draining":true}', connection: 'close' });
  await ended;
  await expect(ask('/state', agent)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a call that does not end is told to, and the node leaves', async () => {
  const cutOff = new AbortController();
  const called = Promise.withResolvers<void>();
  const other = http();
  const leaving = prepareDrain(other, true);
  other.get('/long', async () => {
    called.resolve();
    await new Promise((resolve) => cutOff.signal.addEventListener('abort', resolve));
    return { cut: true };
  });
  const at = await other.listen({ port: 0, host: '127.0.0.1' });
  const reply = fetch(`${at}/long`);
  await called.promise;
  await leaving.run(cutOff);
  expect(await (await reply).json()).toEqual({ cut: true });
});
