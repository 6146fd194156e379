/** Which numbers are dunning numbers, surely or perhaps, and the figures about their calls (report semantics §7, §8). */

import { daySeconds } from '../domain/shanghai-time.ts';
import type { Aggregate } from './aggregate.ts';
import type { Counterpart } from './read-calls.ts';
import { type DegreeSteps, thresholds } from './thresholds.ts';

/** The two sets of report semantics §7; no number is in both. */
export type DunningSet = 'confirmed' | 'suspected';

/** Tag 催款. */
const dunningTag = 13;

export function dunningSetOf({ facts, inTimes }: Counterpart): DunningSet | null {
  const { itagIds, list } = facts;
  if (list === 'dunning' || itagIds.includes(dunningTag)) return 'confirmed';
  const lends = itagIds.some((id) => thresholds.suspectedDunningTags.some((tag) => tag === id));
  return list === 'suspected_dunning' || (lends && inTimes > 0) ? 'suspected' : null;
}

type Measure = keyof typeof thresholds.dunningDegrees;

/** Lengths in seconds; the windows count incoming calls by their age. */
export type DunningFigures = Record<Measure, number> & { call_times: string };

/** 0 none · 1 low · 2 middle · 3 high. */
export type Degree = 0 | 1 | 2 | 3;
export type DunningDegrees = Record<Measure, Degree>;

/** Days before now, from the younger end up to but without the older; older calls are in the totals alone. */
const windows = [
  ['7day_times', 0, 7],
  ['30day_times', 7, 30],
  ['60day_times', 30, 60],
  ['90day_times', 60, 90],
  ['120day_times', 90, 120],
] as const;

export function dunningFigures({ calls, counterparts, now }: Aggregate, set: DunningSet): DunningFigures {
  const members = new Set<number>();
  for (const [index, counterpart] of counterparts.entries()) if (dunningSetOf(counterpart) === set) members.add(index);
  const inOf = [...members].map((index) => counterparts[index]?.inTimes ?? 0);
  const total = (key: 'inTimes' | 'inLength' | 'outTimes' | 'outLength') =>
    [...members].reduce((sum, index) => sum + (counterparts[index]?.[key] ?? 0), 0);

  const figures: DunningFigures = {
    nums_tel: members.size,
    call_times: String(total('inTimes') + total('outTimes')),
    call_in_times: total('inTimes'),
    call_in_length: total('inLength'),
    call_in_less_15: 0,
    most_times_by_tel: inOf.reduce((most, times) => Math.max(most, times), 0),
    up_2_times_by_tel: inOf.filter((times) => times >= 2).length,
    call_out_times: total('outTimes'),
    call_out_length: total('outLength'),
    '7day_times': 0,
    '30day_times': 0,
    '60day_times': 0,
    '90day_times': 0,
    '120day_times': 0,
  };
  for (let at = 0; at < calls.count; at += 1) {
    if (calls.incoming[at] !== 1 || !members.has(calls.counterparts[at] ?? -1)) continue;
    if ((calls.lengths[at] ?? 0) < 15) figures.call_in_less_15 += 1;
    const days = (now - (calls.times[at] ?? 0)) / daySeconds;
    const window = windows.find(([, from, to]) => days >= from && days < to);
    if (window !== undefined) figures[window[0]] += 1;
  }
  return figures;
}

export function dunningDegrees(figures: Record<Measure, number>): DunningDegrees {
  const of = (measure: Measure) => degreeOf(figures[measure], thresholds.dunningDegrees[measure]);
  return {
    nums_tel: of('nums_tel'),
    call_in_times: of('call_in_times'),
    call_in_length: of('call_in_length'),
    call_in_less_15: of('call_in_less_15'),
    most_times_by_tel: of('most_times_by_tel'),
    up_2_times_by_tel: of('up_2_times_by_tel'),
    call_out_times: of('call_out_times'),
    call_out_length: of('call_out_length'),
    '7day_times': of('7day_times'),
    '30day_times': of('30day_times'),
    '60day_times': of('60day_times'),
    '90day_times': of('90day_times'),
    '120day_times': of('120day_times'),
  };
}

function degreeOf(value: number, [low, mid, high]: DegreeSteps): Degree {
  if (value >= high) return 3;
  if (value >= mid) return 2;
  return value >= low ? 1 : 0;
}
