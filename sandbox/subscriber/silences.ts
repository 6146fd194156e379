/** The four silences of scenario 78, which move with the clock's day. */

import { between, seeded } from './seeded.ts';

/** Whole days without a call; both ends belong to it. */
export interface Silence {
  firstDay: number;
  lastDay: number;
}

/** Days before today at which each begins, give or take one, and how long it lasts; all within the last five months. */
const pattern = [
  { startsBack: 16, days: 4 },
  { startsBack: 49, days: 5 },
  { startsBack: 87, days: 4 },
  { startsBack: 127, days: 7 },
];

export function silencesOf(tel: string, today: number): Silence[] {
  const random = seeded(`${tel} silences`);
  return pattern.map(({ startsBack, days }) => {
    const firstDay = today - startsBack - between(random, 0, 3);
    return { firstDay, lastDay: firstDay + days - 1 };
  });
}
