/** A handful of subscribers for the tests of this folder: all three carriers, municipalities and other cities. */

import { type Subscriber, subscriberOf } from './subscriber.ts';

const heads = ['138100011', '130103712', '133107413', '159111114', '186114815', '189118516', '138574012', '135000017'];

/** Those whose numbers end in the two digits of a scenario, at `now` in unix seconds. */
export function subscribersEnding(digits: string, now: number): Subscriber[] {
  return heads.flatMap((head) => subscriberOf(head + digits, now) ?? []);
}

/** `count` subscribers without a scenario. */
export function naturalSubscribers(count: number, now: number): Subscriber[] {
  return Array.from({ length: count }, (_, i) => {
    const digits = String(i % 60).padStart(2, '0');
    return subscriberOf(`1385740${String(Math.floor(i / 60)).padStart(2, '0')}${digits}`, now) ?? [];
  }).flat();
}

/** Unix seconds of a Shanghai wall clock, `2026-11-25T12:00:00`. */
export function shanghai(wallClock: string): number {
  return Date.parse(`${wallClock}+08:00`) / 1000;
}
