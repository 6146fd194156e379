/** Scenario 73: three data pages in ten fail, the same ones in every run, and no request more than three times in a row. */

import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { World } from '../world.ts';

const maxFailuresInARow = 3;

/** What names a request again when it is repeated: its page and its fields, without the `_` and `callback` that a browser makes up anew. */
function nameOf(request: FastifyRequest): string {
  const url = new URL(request.url, 'http://portal');
  url.searchParams.delete('_');
  url.searchParams.delete('callback');
  return `${url.pathname}?${url.searchParams} ${JSON.stringify(request.body ?? '')}`;
}

/** The fate of one try, from the number, the request and how often it was made before. */
export function flakyTry({ state }: World, tel: string, request: FastifyRequest): 'well' | 'overloaded' | 'cut' {
  const name = nameOf(request);
  const fateOf = (index: number) => {
    const roll = createHash('sha256').update(`${tel} ${name} ${index}`).digest().readUInt16BE() % 20;
    if (roll >= 6) return 'well';
    return roll % 2 === 0 ? 'overloaded' : 'cut';
  };
  const key = `${tel} tries ${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  const index = state.get('counter', key) ?? 0;
  state.set('counter', key, index + 1);
  const before = Array.from({ length: maxFailuresInARow }, (_, back) => index - 1 - back);
  const spent = before.every((earlier) => earlier >= 0 && fateOf(earlier) !== 'well');
  return spent ? 'well' : fateOf(index);
}
