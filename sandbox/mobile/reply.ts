/** How the shop of 中国移动 answers: an object of data, code and text, as JSON or as JSONP. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { queryOf } from '../http/fields.ts';
import { compactText } from '../shanghai-clock.ts';
import type { World } from '../world.ts';

/** `data` is null when absent; call details have more keys beside it. */
export interface Answer {
  data?: unknown;
  retCode: string;
  retMsg: string;
  totalNum?: number;
  startDate?: string;
  endDate?: string;
  curCuror?: number;
}

export const ok: Answer = { retCode: '000000', retMsg: 'success' };

/** JSONP is `name({…});` with the callback's name that the request asked for. */
export function sendAnswer(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  asJsonp = false,
): FastifyReply {
  const body = { data: null, ...answer, sOperTime: compactText(world.now()) };
  if (!asJsonp) return reply.send(body);
  const asked = queryOf(request).callback ?? '';
  const callback = /^[\w$.]{1,100}$/.test(asked) ? asked : 'callback';
  return reply.type('application/javascript; charset=UTF-8').send(`${callback}(${JSON.stringify(body)});`);
}
