/** All calls of a month whatever the clock says, kept for the subscribers that were asked for last. */

import type { SandboxCall } from './calls.ts';
import { circleOf } from './circle.ts';
import { callsOfDay } from './day.ts';
import { planOf } from './plan.ts';
import { dayOf, daysOfMonth } from './shanghai-days.ts';
import type { Subscriber } from './subscriber.ts';

/** Six months of twenty subscribers. A month is about 300 calls, of the heavy user 3,600. */
const monthsKept = 120;
const kept = new Map<string, readonly SandboxCall[]>();

function generate(subscriber: Subscriber, month: string): SandboxCall[] {
  if (subscriber.scenario.noCalls) return [];
  const circle = circleOf(subscriber);
  const plan = planOf(subscriber);
  const { first, last } = daysOfMonth(month);
  const calls: SandboxCall[] = [];
  for (let day = Math.max(first, dayOf(subscriber.openDate)); day <= last; day += 1) {
    calls.push(...callsOfDay(subscriber, circle, plan, day));
  }
  return calls.reverse();
}

/** Newest first, the future included; nothing before the open date. The calls are shared: do not change them. */
export function wholeMonth(subscriber: Subscriber, month: string): readonly SandboxCall[] {
  // A new SIM's open date moves with the clock and its calls with it.
  const key = `${subscriber.tel} ${subscriber.openDate} ${month}`;
  const calls = kept.get(key) ?? generate(subscriber, month);
  kept.delete(key);
  kept.set(key, calls);
  const [oldest] = kept.keys();
  if (kept.size > monthsKept && oldest !== undefined) kept.delete(oldest);
  return calls;
}
