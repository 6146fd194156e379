/** The cookies of 中国移动's two sites, and whom they say is asking. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf, setCookie } from '../http/cookies.ts';
import { formOf, pathOf, queryOf } from '../http/fields.ts';
import { sessionOf } from '../sign-in/session.ts';
import type { SignInSession } from '../state.ts';
import type { World } from '../world.ts';

export const prefix = '/mobile';

/** `loginName`: the number last typed · `CaptchaCode`: the captcha shown · `cmccssotoken`: the sign-in · `is_login`: that there is one · `pwdreset`: a recovery. */
type Name = 'loginName' | 'CaptchaCode' | 'cmccssotoken' | 'is_login' | 'pwdreset';

export const readCookie = (request: FastifyRequest, name: Name): string | null => cookieOf(request, name);

export const giveCookie = (reply: FastifyReply, name: Name, value: string): void =>
  setCookie(reply, prefix, name, value);

/** The number that a page of the sign-in site was told. */
export const typedTel = (request: FastifyRequest): string | undefined =>
  formOf(request).userName ?? queryOf(request).account;

/** The sign-in that a request belongs to, with its id; null before the shop was entered with its artifact. */
export function signInOf(world: World, request: FastifyRequest): { id: string; session: SignInSession } | null {
  const id = readCookie(request, 'cmccssotoken');
  const session = sessionOf(world, 'mobile', id);
  return id !== null && session?.marks.entered !== undefined ? { id, session } : null;
}

/** Whom a request is about: the number typed or named in the path, else the one signed in, else the one typed last in this browser. */
export function telOf(world: World, request: FastifyRequest): string | null {
  const named = typedTel(request) ?? pathOf(request).tel;
  return named ?? signInOf(world, request)?.session.tel ?? readCookie(request, 'loginName');
}
