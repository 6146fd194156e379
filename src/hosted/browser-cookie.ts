/** The cookie that ties a link to the browser which opened it: one per link, so that several pages stand side by side. */

import type { FastifyReply, FastifyRequest } from 'fastify';

const daySeconds = 86_400;

/** Its name holds the link's id, which is no secret. Null for an id that is none of ours. */
export function browserOf(request: FastifyRequest, id: string): string | null {
  if (!isLinkId(id)) return null;
  const match = new RegExp(`(?:^|;\\s*)xd_link_${id}=([0-9a-f]{32})(?:;|$)`).exec(request.headers.cookie ?? '');
  return match?.[1] ?? null;
}

export function isLinkId(id: string): boolean {
  return /^[0-9a-f]{16}$/.test(id);
}

export function setBrowser(reply: FastifyReply, publicUrl: string | null, id: string, browser: string): void {
  const isSecure = publicUrl?.startsWith('https:') ?? reply.request.protocol === 'https';
  const root = publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
  reply.header(
    'set-cookie',
    `xd_link_${id}=${browser}; Path=${root}/authorise/; Max-Age=${daySeconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`,
  );
}
