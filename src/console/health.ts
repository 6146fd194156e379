/** `GET /healthz`: the process is alive. `GET /readyz`: its store answers, it is not stopping, and it is not full. `GET /metrics`. */

import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import { type Database, requireAnswer } from '../store/database.ts';
import { refusalOfScrape } from './who-may-scrape.ts';

/** Whoever looks after a process asks it all the more when it is full. */
const always = { config: { servedUnderPressure: true } } as const;

export function addHealth(app: FastifyInstance, db: Database, state: { draining: boolean }): void {
  app.get('/healthz', always, async () => ({ status: 'alive' }));
  app.get('/readyz', always, async (request, reply) => {
    if (state.draining) {
      reply.code(503);
      return { status: 'stopping' };
    }
    if (app.hasDecorator('isUnderPressure') && app.isUnderPressure()) {
      reply.code(503);
      return { status: 'under pressure' };
    }
    try {
      await requireAnswer(db);
      return { status: 'ready' };
    } catch (error) {
      request.log.error({ err: error }, 'the store does not answer');
      reply.code(503);
      return { status: 'store unreachable' };
    }
  });
}

/** `token`: what a scraper must send; null: those on this machine and in private networks may ask. */
export function addMetrics(app: FastifyInstance, { registry }: Metrics, token: string | null): void {
  app.get('/metrics', always, async (request, reply) => {
    const refusal = refusalOfScrape(request, token);
    if (refusal) {
      reply.code(refusal.http).type('text/plain; charset=utf-8');
      return `${refusal.why}\n`;
    }
    reply.type(registry.contentType);
    return registry.metrics();
  });
}

/** What a worker adds its few paths to. */
export function buildBare(log: FastifyBaseLogger): FastifyInstance {
  return Fastify({ loggerInstance: log, logController: new LogController({ disableRequestLogging: true }) });
}
