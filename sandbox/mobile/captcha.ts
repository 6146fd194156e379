/** The captchas of 中国移动: one cookie names the last one shown, at the sign-in site as in the shop. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRightCaptcha, showCaptcha, useCaptcha } from '../captcha/captchas.ts';
import type { World } from '../world.ts';
import { giveCookie, readCookie, telOf } from './cookies.ts';

export function sendCaptcha(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { imageId, png } = showCaptcha(world, telOf(world, request));
  giveCookie(reply, 'CaptchaCode', imageId);
  return reply.type('image/png').header('cache-control', 'no-store').send(png);
}

/** Does not use it up. */
export function captchaIsRight(world: World, request: FastifyRequest, typed = ''): boolean {
  const shown = readCookie(request, 'CaptchaCode');
  return shown !== null && isRightCaptcha(world, shown, typed);
}

export function useUpCaptcha(world: World, request: FastifyRequest): void {
  const shown = readCookie(request, 'CaptchaCode');
  if (shown !== null) useCaptcha(world, shown);
}
