/** What the subscriber must enter next, in the types that strict clients read (wire contract §4). */

import type { Challenge } from '../carriers/connector.ts';

/** Seconds when a code was sent, `""` when none is wanted; never null, 0 or a string of digits. */
export function smsDuration(challenge: Challenge): number | '' {
  return challenge.sms ? challenge.sms.seconds : '';
}

export function captchaImage(challenge: Challenge): string {
  return challenge.captcha ?? '';
}

export function verifyNotes(challenge: Challenge): string {
  return challenge.sms?.notes ?? '';
}
