/** Cookies of the portals, read from a request and set on a reply. */

import type { FastifyReply, FastifyRequest } from 'fastify';

/** The value of one cookie, or null. */
export function cookieOf(request: FastifyRequest, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/** Sets a session cookie for one portal (`path`: its prefix). */
export function setCookie(reply: FastifyReply, path: string, name: string, value: string): void {
  // Fastify collects several Set-Cookie headers instead of overwriting them.
  reply.header('set-cookie', `${name}=${value}; Path=${path}; HttpOnly`);
}
