/** An app's server as it takes pushes: real HTTP, every push kept, the answer of the test's choice. */

import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';

export interface Received {
  /** Path and query. */
  path: string;
  id: string;
  /** The signature is the one that the appsecret makes of id, time and body. */
  signedWith(appsecret: string): boolean;
  timestamp: string;
  body: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was pushed and says itself what it expects
  json: Record<string, any>;
}

/** HTTP status and body; the request is held until it resolves. */
export type Answer = (push: Received) => [number, string] | Promise<[number, string]>;

export interface Receiver {
  url: string;
  /** All that came, in order, acknowledged or not. */
  received: Received[];
  /** Takes effect for whatever comes next. */
  answer: Answer;
  /** Resolves when the n-th push from the start (from 1) has come. */
  came(count: number): Promise<void>;
  close(): void;
}

export const ok: Answer = () => [200, 'ok'];

export async function openReceiver(answer: Answer = ok): Promise<Receiver> {
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const push = read(request.url ?? '', request.headers, Buffer.concat(chunks));
    received.push(push);
    for (const one of waiting) if (received.length >= one.count) one.resolve();
    const [status, body] = await receiver.answer(push);
    reply.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const receiver: Receiver = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/push`,
    received,
    answer,
    came: (count) =>
      received.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}

function read(path: string, headers: NodeJS.Dict<string | string[]>, body: Buffer): Received {
  const id = String(headers['webhook-id']);
  const timestamp = String(headers['webhook-timestamp']);
  return {
    path,
    id,
    timestamp,
    signedWith: (appsecret) =>
      headers['webhook-signature'] ===
      `v1,${createHmac('sha256', appsecret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
    body,
    json: JSON.parse(body.toString('utf8')),
  };
}
