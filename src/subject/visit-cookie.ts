/** The cookie of a subscriber's visit: for this page alone, unreadable to scripts, sent by no other site. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { visitSeconds } from '../journey/subject-sign-in.ts';

export function visitTokenOf(request: FastifyRequest): string | null {
  return /(?:^|;\s*)xd_my=([0-9a-f]{64})(?:;|$)/.exec(request.headers.cookie ?? '')?.[1] ?? null;
}

/** `token` null: the visit is over. */
export function setVisitToken(reply: FastifyReply, publicUrl: string | null, token: string | null): void {
  const isSecure = publicUrl?.startsWith('https:') ?? reply.request.protocol === 'https';
  const root = publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
  const age = token === null ? 0 : visitSeconds;
  reply.header(
    'set-cookie',
    `xd_my=${token ?? ''}; Path=${root}/my/; Max-Age=${age}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`,
  );
}
