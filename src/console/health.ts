/** `GET /healthz`: the process is alive. `GET /readyz`: its store answers. */

import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { type Database, requireAnswer } from '../store/database.ts';

export function addHealth(app: FastifyInstance, db: Database): void {
  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async (request, reply) => {
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

/** All that a worker listens for. */
export function buildHealthOnly(log: FastifyBaseLogger, db: Database): FastifyInstance {
  const app = Fastify({ loggerInstance: log, logController: new LogController({ disableRequestLogging: true }) });
  addHealth(app, db);
  return app;
}
