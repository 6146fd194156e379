/** `GET /authorise/api/progress`: how far the fetch has come, as server-sent events, until it ends. */

import type { FastifyInstance } from 'fastify';
import type { Link } from '../store/links.ts';
import { boundLink } from './page-api.ts';
import type { PageView } from './view.ts';
import { type HostedParts, viewOf } from './view-of.ts';

/** One look at one row a second and page: what people feel as live. */
const lookMs = 1_000;
/** Proxies cut off a line on which nothing was said for 30 s or 60 s. */
const heartbeatMs = 15_000;
/** The browser comes back after so long. */
const retryMs = 2_000;

export function addProgressStream(app: FastifyInstance, parts: HostedParts): void {
  const open = new Set<AbortController>();
  // A server that closes waits for its connections: a page that looks on must not hold it.
  app.addHook('preClose', async () => {
    for (const stream of open) stream.abort();
  });

  app.get<{ Querystring: { link?: string } }>('/authorise/api/progress', async (request, reply) => {
    const id = new URLSearchParams((request.raw.url ?? '').split('?')[1]).get('link');
    const link = await boundLink(parts, request, id);
    // 204 tells an EventSource not to come back.
    if (!link) return reply.code(204).send();
    reply.hijack();
    const { raw } = reply;
    // Gone while the link was looked up: its close has been said already, and nobody would end the stream.
    if (raw.destroyed) return;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Kept alive, it would hold up a server that closes as the stream ends.
      connection: 'close',
      // nginx would hold events back until its buffer is full.
      'x-accel-buffering': 'no',
    });
    const ended = new AbortController();
    open.add(ended);
    raw.once('close', () => ended.abort());
    try {
      raw.write(`retry: ${retryMs}\n\n`);
      await follow(parts, link, ended.signal, (text) => raw.write(text));
    } catch (error) {
      request.log.error({ err: error }, 'a progress stream failed by our own fault; the page comes back by itself');
    } finally {
      open.delete(ended);
      raw.end();
    }
  });
}

async function follow(
  parts: HostedParts,
  link: Link,
  signal: AbortSignal,
  write: (text: string) => void,
): Promise<void> {
  let sent = '';
  let quietMs = 0;
  while (!signal.aborted) {
    const view: PageView = await viewOf(parts, link);
    const text = JSON.stringify(view);
    if (text !== sent) write(`data: ${text}\n\n`);
    else if (quietMs >= heartbeatMs) write(': still here\n\n');
    quietMs = text !== sent || quietMs >= heartbeatMs ? 0 : quietMs + lookMs;
    sent = text;
    if (view.step.at !== 'fetching') return write('event: end\ndata: {}\n\n');
    await pause(lookMs, signal);
  }
}

/** Ends early, without an error, when the signal is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
