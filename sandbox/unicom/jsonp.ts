/** JSONP as the sign-in site of 中国联通 writes it: unquoted keys, double-quoted codes, single-quoted texts, labelled HTML. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { queryOf } from '../http/fields.ts';

/** Sends `callback({key:"value",msg:'text'});` with the callback's name that the request asked for. */
export function sendJsonp(request: FastifyRequest, reply: FastifyReply, fields: Record<string, string>): FastifyReply {
  const asked = queryOf(request).callback ?? '';
  const callback = /^[\w$.]{1,100}$/.test(asked) ? asked : 'callback';
  const pairs = Object.entries(fields).map(
    ([key, value]) => `${key}:${key === 'msg' ? `'${value}'` : JSON.stringify(value)}`,
  );
  return reply.type('text/html; charset=UTF-8').send(`${callback}({${pairs.join(',')}});`);
}
