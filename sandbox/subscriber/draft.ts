/** A call before it has a place and a price: who, when in the day, which way, how long. */

import type { Contact } from './counterparts.ts';

export interface Draft {
  /** Second of the day, 0–86399. */
  second: number;
  contact: Contact;
  mode: '主叫' | '被叫' | '呼转';
  seconds: number;
}

const secondsOfDay = 86_400;
const pauseSeconds = 3;

/**
 * Puts the calls of a day one after the other: nobody talks twice at once, and no two calls start in the same second.
 * A call ends at midnight at the latest; one that finds no room before it is left out.
 */
export function oneAfterAnother(drafts: Draft[]): Draft[] {
  const placed: Draft[] = [];
  let free = 0;
  for (const draft of drafts.toSorted((a, b) => a.second - b.second)) {
    const second = Math.max(draft.second, free);
    if (second >= secondsOfDay) break;
    const seconds = Math.min(draft.seconds, secondsOfDay - second);
    placed.push({ ...draft, second, seconds });
    free = second + seconds + pauseSeconds;
  }
  return placed;
}
