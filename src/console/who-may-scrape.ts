/** Who may read the metrics: figures name no person, but they tell how much business there is. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { isPublicAddress } from '../push/guard-url.ts';

export interface ScrapeRefusal {
  http: 401 | 403;
  why: string;
}

/**
 * With a token, whoever sends it. Without one, a peer of this machine or a private network that speaks for itself: behind a reverse
 * proxy on the same machine every peer is 127.0.0.1, and what tells the Internet apart is the header that the proxy adds.
 */
export function refusalOfScrape({ headers, socket }: FastifyRequest, token: string | null): ScrapeRefusal | null {
  if (token !== null) {
    const sent = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    const digest = (text: string) => createHash('sha256').update(text).digest();
    if (timingSafeEqual(digest(sent), digest(token))) return null;
    return { http: 401, why: 'Found no valid token, expected Authorization: Bearer and the METRICS_TOKEN.' };
  }
  const { remoteAddress } = socket;
  if (remoteAddress === undefined || isPublicAddress(plainAddress(remoteAddress)))
    return { http: 403, why: 'Found a public address, expected a private one, or METRICS_TOKEN to be set.' };
  if ('x-forwarded-for' in headers || 'forwarded' in headers || 'x-real-ip' in headers)
    return { http: 403, why: 'Found a proxy before this service, expected a direct call, or METRICS_TOKEN to be set.' };
  return null;
}

/** A socket that listens on `::` has IPv4 peers as `::ffff:198.51.100.7`; a link-local peer comes with its interface, `fe80::1%eth0`. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}
