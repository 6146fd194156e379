/** A month's calls as a provincial portal finds them, before it prints them in its own way. */

import { monthsAgo } from '../shanghai-clock.ts';
import { callsOfMonth, type SandboxCall } from '../subscriber/calls.ts';
import { dateOfMonth, dayOf } from '../subscriber/shanghai-days.ts';
import type { Visitor } from './province-site.ts';

export type MonthOfCalls =
  /** `none` is an explicit word that there are no calls, `unclear` an empty list without a word. */
  | { kind: 'refused' | 'none' | 'unclear' }
  /** Newest first. `cut`: only the first page ever comes (scenario 70). */
  | { kind: 'calls'; calls: SandboxCall[]; cut: boolean };

/** Six months, the current one included. */
const monthsServed = 6;

/**
 * As it stood at the sign-in: a call that ends while the pages are turned would push the rows along, and one of them
 * would be read twice. `dates`: the first and last day of the month that are asked for.
 */
export function monthOfCalls(
  { subscriber, session }: Visitor,
  month: string,
  dates: { first: number; last: number } = { first: 1, last: 31 },
): MonthOfCalls {
  const { refusedMonthBack, unclearMonthBack, cutMonthBack } = subscriber.scenario;
  const back = /^\d{4}(0[1-9]|1[0-2])$/.test(month) ? monthsAgo(month, session.since) : -1;
  if (back < 0 || back >= monthsServed || back === refusedMonthBack) return { kind: 'refused' };
  if (back === unclearMonthBack) return { kind: 'unclear' };
  const calls = callsOfMonth(subscriber, month, session.since).filter(({ at }) => {
    const date = dateOfMonth(dayOf(at));
    return dates.first <= date && date <= dates.last;
  });
  return calls.length === 0 ? { kind: 'none' } : { kind: 'calls', calls, cut: back === cutMonthBack };
}
