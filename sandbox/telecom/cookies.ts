/** The cookies of 中国电信's national site and of its provinces, and whom they say is asking. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf, setCookie } from '../http/cookies.ts';
import { formOf } from '../http/fields.ts';
import { sessionOf } from '../sign-in/session.ts';
import type { SignInSession } from '../state.ts';
import type { World } from '../world.ts';

export const prefix = '/telecom';

/**
 * `phoneNbr`: the number last typed · `ECS_CAPTCHA`: the captcha shown · `ECS_PAGE`: the sign-in page shown · `ECS_TOKEN`: the
 * sign-in · `PROV_SESSION`: its arrival at the province · `RESET_ID`: a forgotten password.
 */
type Name = 'phoneNbr' | 'ECS_CAPTCHA' | 'ECS_PAGE' | 'ECS_TOKEN' | 'PROV_SESSION' | 'RESET_ID';

export const readCookie = (request: FastifyRequest, name: Name): string | null => cookieOf(request, name);

export const giveCookie = (reply: FastifyReply, name: Name, value: string): void =>
  setCookie(reply, prefix, name, value);

/** The sign-in that a request belongs to, whether or not it has reached its province, with its id. */
export function signInOf(world: World, request: FastifyRequest): { id: string; session: SignInSession } | null {
  const id = readCookie(request, 'ECS_TOKEN');
  const session = sessionOf(world, 'telecom', id);
  return id !== null && session ? { id, session } : null;
}

/** The number that was typed into a form of the national site. */
export function typedTel(request: FastifyRequest): string | undefined {
  const { phone, Account } = formOf(request);
  return phone ?? Account;
}

/** Whom a request is about: the number typed, else the one signed in, else the one typed last in this browser. */
export function telOf(world: World, request: FastifyRequest): string | null {
  return typedTel(request) ?? signInOf(world, request)?.session.tel ?? readCookie(request, 'phoneNbr');
}
