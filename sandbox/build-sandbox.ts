/** Builds the sandbox carriers' server: every portal under its prefix, the inspection endpoints and the phones. */

import Fastify, { type FastifyInstance } from 'fastify';
import type { Dialect } from './dialect.ts';
import { disturb } from './faults/disturb.ts';
import { inspectRoutes } from './inspect/inspect-routes.ts';
import { mobile } from './mobile/mobile.ts';
import { phoneRoutes } from './phone/phone-routes.ts';
import { telecom } from './telecom/telecom.ts';
import { unicom } from './unicom/unicom.ts';
import { openWorld, type WorldOptions } from './world.ts';

const dialects: readonly Dialect[] = [mobile, unicom, telecom];

/**
 * Does not listen yet. `latencyMs`: what every portal page waits first (0). `stateFile`: where sessions, messages and
 * counters outlive the process; throws when it cannot be used. `now`: unix seconds (the real clock).
 */
export function buildSandbox(options: WorldOptions): FastifyInstance {
  const world = openWorld(options);
  // Closing destroys the sockets of portals that hang and of open phones, which would hold it up for ever.
  const app = Fastify({ forceCloseConnections: true });
  for (const dialect of dialects) {
    app.register(
      async (portal) => {
        disturb(portal, world, dialect);
        dialect.routes(portal, world);
      },
      { prefix: dialect.prefix },
    );
  }
  app.register(async (inspect) => inspectRoutes(inspect, world), { prefix: '/inspect' });
  app.register(async (phone) => phoneRoutes(phone, world), { prefix: '/phone' });
  return app;
}
