/** The cookies of 中国联通's two sites, and whom they say is asking. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf, setCookie } from '../http/cookies.ts';
import { queryOf } from '../http/fields.ts';
import { sessionOf } from '../sign-in/session.ts';
import type { SignInSession } from '../state.ts';
import type { World } from '../world.ts';

export const prefix = '/unicom';

/** `uacverifykey`: the captcha shown · `JUT`: the sign-in · `e3`: its confirmation at the self-service site · `rpt`: a recovery · `piw`: the number last typed. */
type Name = 'uacverifykey' | 'JUT' | 'e3' | 'rpt' | 'piw';

export const readCookie = (request: FastifyRequest, name: Name): string | null => cookieOf(request, name);

export const giveCookie = (reply: FastifyReply, name: Name, value: string): void =>
  setCookie(reply, prefix, name, value);

/** The sign-in that a request belongs to, confirmed or not, with its id. */
export function signInOf(world: World, request: FastifyRequest): { id: string; session: SignInSession } | null {
  const id = readCookie(request, 'JUT');
  const session = sessionOf(world, 'unicom', id);
  return id !== null && session ? { id, session } : null;
}

/** Whom a request is about: the number typed, else the one signed in, else the one typed last in this browser. */
export function telOf(world: World, request: FastifyRequest): string | null {
  return queryOf(request).userName ?? signInOf(world, request)?.session.tel ?? readCookie(request, 'piw');
}
