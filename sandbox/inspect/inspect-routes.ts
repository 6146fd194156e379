/** `/inspect`: looks behind the curtain and turns the sandbox's dials. No portal page leads here. */

import type { FastifyInstance } from 'fastify';
import type { TableName } from '../state.ts';
import { collectorNumbers, suspectedCollectorNumbers } from '../subscriber/collectors.ts';
import type { World } from '../world.ts';
import { subscriberTruth } from './subscriber-truth.ts';

/** Everything but the clock: whoever stopped it sets it going again. */
const forgotten: readonly TableName[] = ['session', 'inbox', 'code', 'captcha', 'pin', 'dayCount', 'counter'];

/** One value of a JSON body, whatever it may be. */
function bodyValue(body: unknown, key: string): unknown {
  return typeof body === 'object' && body !== null
    ? Object.entries(body).find(([name]) => name === key)?.[1]
    : undefined;
}

export function inspectRoutes(app: FastifyInstance, world: World): void {
  // `curl -d` labels its JSON as a form; an empty body of whatever label is none.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, jsonOf(String(body))));

  app.get<{ Params: { tel: string } }>('/subscribers/:tel', async ({ params: { tel } }, reply) => {
    return (
      subscriberTruth(world, tel) ??
      reply.code(404).send({ error: `no subscriber of the sandbox has the number ${tel}` })
    );
  });

  app.get('/collectors', async () => ({ dunning: collectorNumbers, suspected_dunning: suspectedCollectorNumbers }));

  app.post('/reset', async () => {
    for (const table of forgotten) world.state.clear(table);
    return { ok: true };
  });

  app.post('/clock', async ({ body }, reply) => {
    const now = bodyValue(body, 'now');
    if (now === null) world.state.delete('clock', 'now');
    else if (typeof now === 'number' && Number.isInteger(now) && now > 0) world.state.set('clock', 'now', now);
    else return reply.code(400).send({ error: 'now must be whole unix seconds, or null for the real clock' });
    return { now: world.now() };
  });

  app.post('/latency', async ({ body }, reply) => {
    const ms = bodyValue(body, 'ms');
    if (typeof ms !== 'number' || !Number.isInteger(ms) || ms < 0 || ms > 60_000) {
      return reply.code(400).send({ error: 'ms must be a whole number from 0 to 60000' });
    }
    world.latencyMs = ms;
    return { ms };
  });
}

/** Undefined for what is no JSON: the route says what it wants. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
