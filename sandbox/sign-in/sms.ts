/** Text messages: one-time codes with their limits, and the inbox of the phone that receives them. */

import { randomInt } from 'node:crypto';
import { dayText } from '../shanghai-clock.ts';
import type { Sms } from '../state.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';

/** How long a code is good. */
export const codeLifeSeconds = 120;
/** How soon after a code the next one may be asked for. */
const resendAfterSeconds = 60;
const codesADay = 10;
/** What a phone keeps; older messages fall off. */
const inboxSize = 50;

/** Puts a message into a phone; open phone pages see it at once. `code` is the code within it, '' for none. */
export function deliverSms({ state, now, arrivals }: World, tel: string, text: string, code: string): void {
  const sms: Sms = { at: now(), text, code };
  state.set('inbox', tel, [...(state.get('inbox', tel) ?? []), sms].slice(-inboxSize));
  arrivals.emit(tel, sms);
}

export const inboxOf = ({ state }: World, tel: string): Sms[] => state.get('inbox', tel) ?? [];

/**
 * Texts a fresh six-digit code for a purpose (`login`, `calls`), unless the day's cap is reached or the last one is
 * not a minute old. `textWith` writes the carrier's wording around the code.
 */
export function sendCode(
  world: World,
  { tel, scenario }: Subscriber,
  purpose: string,
  textWith: (code: string) => string,
): 'sent' | 'stillValid' | 'dailyCap' {
  const { state, now } = world;
  const today = dayText(now());
  const counted = state.get('dayCount', `${tel} sms`);
  const sentToday = counted?.day === today ? counted.count : 0;
  if (scenario.smsCap || sentToday >= codesADay) return 'dailyCap';
  const pending = state.get('code', `${tel} ${purpose}`);
  if (pending && now() - pending.sentAt < resendAfterSeconds) return 'stillValid';
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  state.set('code', `${tel} ${purpose}`, { code, sentAt: now() });
  state.set('dayCount', `${tel} sms`, { day: today, count: sentToday + 1 });
  deliverSms(world, tel, textWith(code), code);
  return 'sent';
}

/**
 * Compares what was typed with the code that was sent. A right one is used up. An expired one is forgotten, so that the
 * next may be sent at once. Scenario 66 finds the first right code of every journey expired that stands before the calls.
 */
export function checkCode(
  world: World,
  subscriber: Subscriber,
  purpose: string,
  typed: string,
): 'right' | 'wrong' | 'expired' {
  const { state, now } = world;
  const { tel, scenario } = subscriber;
  const key = `${tel} ${purpose}`;
  const pending = state.get('code', key);
  if (!pending || pending.code !== typed) return 'wrong';
  state.delete('code', key);
  if (now() - pending.sentAt > codeLifeSeconds) return 'expired';
  if (scenario.firstCodeExpires && purpose === 'calls' && state.get('counter', `${key} expired`) === undefined) {
    state.set('counter', `${key} expired`, 1);
    return 'expired';
  }
  state.delete('counter', `${key} expired`);
  return 'right';
}
