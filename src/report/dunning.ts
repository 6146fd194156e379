/** Which numbers are dunning numbers, surely or perhaps, and the figures about their calls (report semantics §7, §8). */

import { daySeconds } from '../domain/shanghai-time.ts';
import type { Aggregate } from './aggregate.ts';
import type { Counterpart } from './read-calls.ts';
import { type Degree, type DegreeSteps, type DunningMeasure, type Thresholds, thresholds } from './thresholds.ts';

/** The two sets of report semantics §7; no number is in both. */
export type DunningSet = 'confirmed' | 'suspected';

/** Tag 催款. */
const dunningTag = 13;

export function dunningSetOf({ facts, inTimes }: Counterpart, lendingTags: readonly number[]): DunningSet | null {
  const { itagIds, list } = facts;
  if (list === null && itagIds.length === 0) return null;
  if (list === 'dunning' || itagIds.includes(dunningTag)) return 'confirmed';
  const lends = itagIds.some((id) => lendingTags.includes(id));
  return list === 'suspected_dunning' || (lends && inTimes > 0) ? 'suspected' : null;
}

/** Who is in which set; numbers in neither are absent. */
export function dunningSets(
  counterparts: readonly Counterpart[],
  { suspectedDunningTags }: Thresholds,
): ReadonlyMap<Counterpart, DunningSet> {
  const sets = new Map<Counterpart, DunningSet>();
  for (const counterpart of counterparts) {
    const set = dunningSetOf(counterpart, suspectedDunningTags);
    if (set !== null) sets.set(counterpart, set);
  }
  return sets;
}

/** Lengths in seconds; the windows count incoming calls by their age. */
export type DunningFigures = Record<DunningMeasure, number> & { call_times: string };

export type DunningDegrees = Record<DunningMeasure, Degree>;

/** Days before now, from the younger end up to but without the older; older calls are in the totals alone. */
export const dunningWindows = [
  ['7day_times', 0, 7],
  ['30day_times', 7, 30],
  ['60day_times', 30, 60],
  ['90day_times', 60, 90],
  ['120day_times', 90, 120],
] as const;

export function dunningFigures({ calls, counterparts, dunning, now }: Aggregate, set: DunningSet): DunningFigures {
  const members = [...dunning].filter(([, its]) => its === set).map(([counterpart]) => counterpart);
  const inOf = members.map(({ inTimes }) => inTimes);
  const total = (key: 'inTimes' | 'inLength' | 'outTimes' | 'outLength') =>
    members.reduce((sum, counterpart) => sum + counterpart[key], 0);

  const figures: DunningFigures = {
    nums_tel: members.length,
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
  if (members.length === 0) return figures;
  const isMember = new Uint8Array(counterparts.length);
  counterparts.forEach((counterpart, index) => {
    if (dunning.get(counterpart) === set) isMember[index] = 1;
  });
  for (let at = 0; at < calls.count; at += 1) {
    if (calls.incoming[at] !== 1 || isMember[calls.counterparts[at] ?? 0] !== 1) continue;
    if ((calls.lengths[at] ?? 0) < 15) figures.call_in_less_15 += 1;
    const window = windowOf((now - (calls.times[at] ?? 0)) / daySeconds);
    if (window !== null) figures[window] += 1;
  }
  return figures;
}

/** A function of its own: with its closure inside the loop every call of the record would allocate (2 MB for 50,000). */
function windowOf(days: number): (typeof dunningWindows)[number][0] | null {
  return dunningWindows.find(([, from, to]) => days >= from && days < to)?.[0] ?? null;
}

export function dunningDegrees(
  figures: Record<DunningMeasure, number>,
  { dunningDegrees: steps }: Pick<Thresholds, 'dunningDegrees'> = thresholds,
): DunningDegrees {
  const of = (measure: DunningMeasure) => degreeOf(figures[measure], steps[measure]);
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
