/** What a subscriber pays: the package, and what calls cost that it does not cover. */

import type { Contact } from './counterparts.ts';
import { chance, pick, type Random, seeded } from './seeded.ts';
import type { Subscriber } from './subscriber.ts';

export interface Plan {
  /** A month's package fee in fen. */
  packageFen: number;
  /** A fixed fee beside the package (line rental), 0 when there is none. */
  fixedFen: number;
  /** A monthly subscription, 0 when there is none. */
  subscriptionFen: number;
  /** What a minute of a call made costs; within the country only once the package is used up, 0 when it never is. */
  fenPerMinute: Record<Contact['land'], number>;
  /** Keeps the number alive with the cheapest package; such months stay below 10.00. */
  thrifty: boolean;
}

/** The day of the month from which the minutes of a package are used up. */
const usedUpDate = 24;

function tariffOf(random: Random, thrifty: boolean): Plan['fenPerMinute'] {
  const isMetered = !thrifty && chance(random, 0.2);
  return { 国内通话: isMetered ? pick(random, [10, 15, 19, 25]) : 0, 港澳台通话: 39, 国际通话: 99 };
}

/** The silences (78) move with the clock's day; bills do not, so none of their calls may cost anything. */
const allIncluded: Plan['fenPerMinute'] = { 国内通话: 0, 港澳台通话: 0, 国际通话: 0 };

export function planOf({ tel, scenario }: Subscriber): Plan {
  const random = seeded(`${tel} plan`);
  const thrifty = chance(random, 1 / 12);
  const fenPerMinute = scenario.silent ? allIncluded : tariffOf(random, thrifty);
  if (thrifty)
    return { packageFen: pick(random, [500, 600, 800]), fixedFen: 0, subscriptionFen: 0, fenPerMinute, thrifty };
  return {
    packageFen: pick(random, [1900, 2900, 3800, 5800, 8800, 12800, 19900]),
    fixedFen: chance(random, 1 / 3) ? pick(random, [500, 600, 1000]) : 0,
    subscriptionFen: chance(random, 1 / 4) ? pick(random, [300, 500, 600, 1000]) : 0,
    fenPerMinute,
    thrifty,
  };
}

/** Fen for one call, begun minutes counted whole; `date` 1–31. Being called is free. */
export function costOf(plan: Plan, land: Contact['land'], isOutgoing: boolean, seconds: number, date: number): number {
  const isIncluded = land === '国内通话' && date < usedUpDate;
  return isOutgoing && !isIncluded ? Math.ceil(seconds / 60) * plan.fenPerMinute[land] : 0;
}
