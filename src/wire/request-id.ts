/** The id under which a request is found in the log: the one that a client or proxy gave it, or one of our own. */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

const saneId = /^[A-Za-z0-9._:-]{1,64}$/;
/** A client that names its requests after its subscribers would have their numbers in our log. */
const hasNumber = /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])|\d{17}[\dXx]/;

export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && saneId.test(given) && !hasNumber.test(given) ? given : randomUUID();
}

/** On every reply, so that a client's report of trouble leads to our lines. */
export function echoRequestId(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
}
