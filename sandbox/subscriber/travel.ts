/** Where a subscriber's phone is on a day: at home, or for a run of days in the city they travel to. */

import type { Place } from '../numbers.ts';
import type { Circle } from './circle.ts';
import { between, chance, seeded } from './seeded.ts';

/** At most one journey in each stretch of so many days, over before its last day: two journeys never join. */
const stretchDays = 14;
const longestDays = 5;

export function placeOnDay(tel: string, circle: Circle, day: number): Place {
  if (circle.away === null) return circle.home;
  const stretch = Math.floor(day / stretchDays);
  const random = seeded(`${tel} journey ${stretch}`);
  if (chance(random, 0.5)) return circle.home;
  const first = stretch * stretchDays + between(random, 0, stretchDays - longestDays - 1);
  const last = first + between(random, 2, longestDays) - 1;
  return day >= first && day <= last ? circle.away : circle.home;
}
