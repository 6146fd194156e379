/** The unreadable texts of scenario 74, in place of a call's time, number or duration. */

import type { SandboxCall } from './calls.ts';
import { chance, pick, type Random, seeded } from './seeded.ts';
import { dateTime } from './shanghai-days.ts';

/** Raw texts that the portal shows instead. A time keeps exactly one blank between its date and its time of day. */
export interface Dirt {
  time?: string;
  number?: string;
  duration?: string;
}

/** Never a text that a lenient reader could take for another time: a `?` or `-` stands where a digit belongs. */
function unreadableTime(random: Random, at: number): string {
  const text = dateTime(at);
  const blotted = [
    `${text.slice(0, 12)}?${text.slice(13)}`,
    `${text.slice(0, 11)}--:--:--`,
    `${text.slice(0, 14)}??:??`,
  ];
  return pick(random, blotted);
}

function unreadableNumber(random: Random, number: string): string {
  const isMobile = /^1\d{10}$/.test(number);
  return pick(random, isMobile ? [`${number.slice(0, 3)}****${number.slice(7)}`, '-', '隐藏号码'] : ['-', '隐藏号码']);
}

const kinds: readonly ((random: Random, call: SandboxCall) => Dirt)[] = [
  (random, call) => ({ time: unreadableTime(random, call.at) }),
  (random, call) => ({ number: unreadableNumber(random, call.number) }),
  () => ({ duration: '--' }),
];

/** One row in fifteen is dirty, in one of its three values; null for the others. */
export function dirtOf(tel: string, call: SandboxCall): Dirt | null {
  const random = seeded(`${tel} dirt ${call.at}`);
  if (!chance(random, 1 / 15)) return null;
  return pick(random, kinds)(random, call);
}
