/** The collectors' calls to a pursued subscriber (77): every day at least one, and in every week a day when it rains calls. */

import { collectorNumbers, suspectedCollectorNumbers } from './collectors.ts';
import type { Contact } from './counterparts.ts';
import type { Draft } from './draft.ts';
import { between, chance, logNormal, pick, type Random, seeded } from './seeded.ts';

const opens = 8 * 3600;
const closes = 21 * 3600;

function collectorCall(random: Random, numbers: readonly string[]): Draft {
  const contact: Contact = { number: pick(random, numbers), place: '', land: '国内通话' };
  return {
    second: between(random, opens, closes),
    contact,
    mode: '被叫',
    seconds: Math.round(logNormal(random, 25, 1)),
  };
}

/**
 * One a day at least, so that any clock finds six in its last seven days: the degree 3 of report semantics §8.
 * Clusters hang on the week and not on the clock, or past days would change with it.
 */
export function pursuitOfDay(tel: string, day: number): Draft[] {
  const week = Math.floor(day / 7);
  const isBadDay = day === week * 7 + between(seeded(`${tel} bad day ${week}`), 0, 6);
  const random = seeded(`${tel} pursuit ${day}`);
  const confirmed = 1 + (isBadDay ? between(random, 3, 6) : 0);
  const suspected = isBadDay || chance(random, 0.3) ? 1 : 0;
  return [
    ...Array.from({ length: confirmed }, () => collectorCall(random, collectorNumbers)),
    ...Array.from({ length: suspected }, () => collectorCall(random, suspectedCollectorNumbers)),
  ];
}
