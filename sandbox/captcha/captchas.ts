/** Captchas that were shown: kept with their text and, when known, the number they were shown to. */

import { randomBytes, randomInt } from 'node:crypto';
import { lifetimeSeconds, sweep } from '../sign-in/session.ts';
import type { Captcha } from '../state.ts';
import type { World } from '../world.ts';
import { drawCaptcha } from './draw-captcha.ts';
import { alphabet } from './glyphs.ts';

const length = 4;

/** Makes a new captcha; `png` is its picture. */
export function showCaptcha(world: World, tel: string | null): { imageId: string; png: Buffer } {
  sweep(world);
  const text = Array.from({ length }, () => alphabet[randomInt(alphabet.length)] ?? '').join('');
  const imageId = randomBytes(12).toString('hex');
  world.state.set('captcha', imageId, { text, tel, at: world.now(), used: false });
  return { imageId, png: Buffer.from(drawCaptcha(text)) };
}

/** Compares without regard to case. One that was used or is a quarter of an hour old is never right. */
export function isRightCaptcha({ state, now }: World, imageId: string, typed: string): boolean {
  const captcha = state.get('captcha', imageId);
  if (!captcha || captcha.used || now() - captcha.at > lifetimeSeconds) return false;
  return captcha.text === typed.trim().toUpperCase();
}

/** A captcha serves one try, right or wrong. */
export function useCaptcha({ state }: World, imageId: string): void {
  const captcha = state.get('captcha', imageId);
  if (captcha) state.set('captcha', imageId, { ...captcha, used: true });
}

/** The last one shown to a number, used or not, or null. */
export function lastCaptchaOf({ state }: World, tel: string): { imageId: string; captcha: Captcha } | null {
  let last: { imageId: string; captcha: Captcha } | null = null;
  for (const [imageId, captcha] of state.entries('captcha')) if (captcha.tel === tel) last = { imageId, captcha };
  return last;
}
