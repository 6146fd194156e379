/** One line and one figure per reply: the route's pattern and never its query, the code of the envelope, whose session it was. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';

declare module 'fastify' {
  interface FastifyRequest {
    envelopeStatus: number;
    /** The sid or tid that the request is about; '' while none is known. */
    aboutId: string;
  }
}

/** Asked every few seconds by machines: counted, not logged. */
const unlogged = new Set(['/healthz', '/readyz', '/metrics']);

export function logEveryReply(app: FastifyInstance, metrics: Metrics): void {
  app.decorateRequest('envelopeStatus', 0);
  app.decorateRequest('aboutId', '');
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown path';
    const { envelopeStatus: status } = request;
    metrics.replied({ route, http: reply.statusCode, status }, reply.elapsedTime / 1000);
    if (unlogged.has(route)) return;
    const ms = Math.round(reply.elapsedTime);
    request.log.info(
      { ...about(request), method: request.method, route, http: reply.statusCode, status, ms },
      'replied',
    );
  });
}

/** For every line of a request that may concern a session: `sid`, or the `tid` of a recovery. */
export function about({ aboutId }: FastifyRequest): { sid?: string; tid?: string } {
  if (aboutId === '') return {};
  return aboutId.startsWith('SID') ? { sid: aboutId } : { tid: aboutId };
}

/** Takes an id from parameters or from a reply, and only what has an id's form: the log is no place for what a client puts there. */
export function noteAbout(request: FastifyRequest, values: object): void {
  if (request.aboutId !== '') return;
  const { sid, tid }: { sid?: unknown; tid?: unknown } = values;
  const found = [sid, tid].find((id) => typeof id === 'string' && /^(SID[0-9a-f]{32}|TID\d{20})$/.test(id));
  request.aboutId = typeof found === 'string' ? found : '';
}
