/** Whether a change was asked for by the console's own page (CSRF). */

import type { FastifyRequest } from 'fastify';
import { Refused } from './refused.ts';

/** No form and no other site can send it without being asked for permission first. */
export const pageHeader = 'x-xiangdan-console';

/** Besides the cookie's SameSite=Strict, which a page on a sister domain would pass. */
export function requireOwnPage(request: FastifyRequest, publicUrl: string | null): void {
  const { origin, host } = request.headers;
  if (request.headers[pageHeader] === undefined)
    throw new Refused('foreign_origin', `Found no ${pageHeader} header, expected the console's own page.`);
  if (origin === undefined) return;
  const own = URL.canParse(origin) && (new URL(origin).host === host || origin === originOf(publicUrl));
  if (!own) throw new Refused('foreign_origin', `Found another origin than this service's, expected its own page.`);
}

function originOf(url: string | null): string | null {
  return url === null ? null : new URL(url).origin;
}
