/** The calls that a carrier could show for a subscriber at a clock: the whole truth, before any scenario of the portal. */

import type { Dirt } from './dirt.ts';
import { dayOf, monthOfDay, monthsBack } from './shanghai-days.ts';
import { silencesOf } from './silences.ts';
import type { Subscriber } from './subscriber.ts';
import { wholeMonth } from './whole-month.ts';

export interface SandboxCall {
  /** Start, unix seconds; usable also where `dirty.time` hides it. */
  readonly at: number;
  /** `北京`, `浙江宁波`. */
  readonly ownPlace: string;
  readonly number: string;
  /** As a portal prints it: `陕西西安`, `北京`, `全国`; '' when the carrier cannot tell. */
  readonly numberPlace: string;
  readonly mode: '主叫' | '被叫' | '呼转';
  readonly seconds: number;
  readonly costFen: number;
  readonly landType: '国内通话' | '港澳台通话' | '国际通话';
  readonly roamType: '本地通话' | '国内长途' | '国内漫游';
  /** Scenario 74: raw texts that the portal shows instead. */
  readonly dirty?: Dirt;
}

/** The months a carrier still shows, newest first: the current one and five before it, clipped to the open date. */
export function coveredMonths(subscriber: Subscriber, now: number): string[] {
  const current = monthOfDay(dayOf(now));
  const first = monthOfDay(dayOf(subscriber.openDate));
  return [0, 1, 2, 3, 4, 5].map((back) => monthsBack(current, back)).filter((month) => month >= first);
}

/**
 * The calls of `YYYYMM` that have ended by `now`, newest first; a call that is still going on is on no list yet.
 * A later `now` only adds calls, but for the silences of 78, which move from day to day.
 */
export function callsOfMonth(subscriber: Subscriber, month: string, now: number): SandboxCall[] {
  const ended = wholeMonth(subscriber, month).filter((call) => call.at + call.seconds <= now);
  if (!subscriber.scenario.silent) return ended;
  const silences = silencesOf(subscriber.tel, dayOf(now));
  return ended.filter(
    ({ at }) => !silences.some(({ firstDay, lastDay }) => firstDay <= dayOf(at) && dayOf(at) <= lastDay),
  );
}
