/** The recovery of a forgotten service password: how one ends, and the rules for a new one (§12.1), alike but for its length. */

import type { Code } from '../errors.ts';

/** `awaiting` the subscriber; any other is an end, at which all that was sealed is destroyed. */
export type RecoveryState = 'awaiting' | 'done' | 'expired' | 'failed';

/** Whose password it is; the ID card may be unknown. */
export interface PasswordOwner {
  tel: string;
  idCard: string;
}

/** The code of §20 that refuses the password, or null when it may be set. `length` is 6, or 8 for 广东移动 神州行. */
export function faultOfNewPassword(password: string, length: 6 | 8, owner: PasswordOwner): Code | null {
  if (!/^\d+$/.test(password)) return 30008;
  if (password.length !== length) return length === 8 ? 30002 : 30003;
  return isSimple(password, owner) ? 30005 : null;
}

/** One digit repeated, a run up or down, or a piece of the ID card or the number. */
function isSimple(password: string, { tel, idCard }: PasswordOwner): boolean {
  const steps = new Set([...password.slice(1)].map((digit, index) => Number(digit) - Number(password[index])));
  const isRun = steps.size === 1 && [0, 1, -1].some((step) => steps.has(step));
  return isRun || sharesSixDigits(password, tel) || sharesSixDigits(password, idCard);
}

/** An eight-digit password that holds six of them is as easy to guess. */
function sharesSixDigits(password: string, text: string): boolean {
  for (let start = 0; start + 6 <= password.length; start++) {
    if (text.includes(password.slice(start, start + 6))) return true;
  }
  return false;
}
