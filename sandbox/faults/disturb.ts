/** The faults that stand before every page of a portal: latency, and the scenarios in which it is closed, broken, mute or slow. */

import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Dialect } from '../dialect.ts';
import type { World } from '../world.ts';
import { flakyTry } from './flaky.ts';

const stackTracePage = `<html><head><title>Error 500</title></head><body><h1>HTTP Status 500 - Internal Server Error</h1>
<pre>java.lang.NullPointerException
	at com.portal.ecs.action.QueryAction.execute(QueryAction.java:214)
	at javax.servlet.http.HttpServlet.service(HttpServlet.java:727)
	at org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:208)</pre></body></html>`;

const overloadedPage = '<html><head><title>503 Service Temporarily Unavailable</title></head><body>nginx</body></html>';

/** Holds a page back, but not the process: it may end while pages are held. */
const pause = (ms: number) => wait(ms, undefined, { ref: false });

/** Puts the faults before the pages that are registered on `app`. */
export function disturb(app: FastifyInstance, world: World, dialect: Dialect): void {
  app.addHook('preHandler', async (request, reply) => {
    const tel = dialect.telOf(world, request);
    const subscriber = tel === null ? null : world.subscriber(tel);
    if (subscriber?.carrier !== dialect.carrier) return;
    const { scenario } = subscriber;
    if (scenario.hangs) {
      // Nobody answers; the socket stays open until the client or the closing server destroys it.
      reply.hijack();
      return;
    }
    if (scenario.maintenance) return reply.type('text/html; charset=UTF-8').send(dialect.maintenancePage);
    if (scenario.broken) return reply.code(500).type('text/html; charset=UTF-8').send(stackTracePage);
    if (!dialect.isDataPage(request.routeOptions.url ?? '')) return;
    if (scenario.pageDelayMs !== undefined) await pause(scenario.pageDelayMs);
    if (!scenario.flaky) return;
    const fate = flakyTry(world, subscriber.tel, request);
    if (fate === 'overloaded') return reply.code(503).type('text/html; charset=UTF-8').send(overloadedPage);
    if (fate === 'cut') {
      reply.hijack();
      request.raw.socket.destroy();
    }
  });
  // Latency is a page's whole time: what making it took counts towards it, as it would at a portal.
  app.addHook('onSend', async (_request, reply) => {
    const leftMs = world.latencyMs - reply.elapsedTime;
    if (leftMs > 0) await pause(leftMs);
  });
}
