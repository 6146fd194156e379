/** `calls_overview`: how the number is used (report semantics §4). */

import { mostActiveRegion } from '../active-region.ts';
import type { Aggregate } from '../aggregate.ts';
import { meanYuan, percent } from '../figures.ts';
import type { Calls } from '../read-calls.ts';
import { unknownRegion } from '../report-input.ts';
import { hoursOf, longestHours } from '../silences.ts';
import { lengthOf, placeless, regionSums, timesOf } from './calls_sa_by_region.ts';

/** Percentages are 0–100 with one decimal, lengths are seconds. */
export interface CallsOverview {
  most_active_region: string;
  result_of_region_check: number;
  /** 0 unknown · 1 the most active region is the number's own · 2 it is not. */
  conclusion_of_region_check: 0 | 1 | 2;
  tel_region: string;
  most_contacted_region: string;
  blank_times_count: number;
  blank_times_count_180: number;
  /** Hours. */
  blank_times_count_max: number;
  /** Start and end in unix seconds, whole hours; newest first. */
  blank_times_list: [start: string, end: string, hours: number][];
  night_calls_length: number;
  night_calls_percent: number;
  evening_calls_length: number;
  evening_calls_percent: number;
  both_side_calls_count: number;
  both_side_calls_percent: number;
  /** Yuan with two decimals, or `暂无数据, 无法分析`. */
  phone_bill_average: string;
  /** Regions of counterparts; §15.4 describes this and `call_tel_sum` the wrong way round. */
  call_region_sum: number;
  /** Distinct numbers. */
  call_tel_sum: number;
  call_times_sum: number;
}

/** Hours of the Shanghai day in which a call starts. */
export const night = [2, 3, 4, 5];
export const evening = [23, 0, 1];

export function calls_overview(aggregate: Aggregate): CallsOverview {
  const { calls, counterparts, own, silences, bills } = aggregate;
  const active = mostActiveRegion(calls);
  const regions = regionSums(aggregate).filter(({ region }) => placeless(region) === 0);
  const [contacted] = regions.toSorted(
    (a, b) =>
      timesOf(b) - timesOf(a) || b.numbers - a.numbers || lengthOf(b) - lengthOf(a) || (a.region < b.region ? -1 : 1),
  );
  const lengths = lengthsByHour(calls);
  const nightLength = sumOf(night, lengths);
  const eveningLength = sumOf(evening, lengths);
  const totalLength = lengths.reduce((a, b) => a + b, 0);
  const bothSides = counterparts.filter(({ inTimes, outTimes }) => inTimes > 0 && outTimes > 0).length;
  const amounts = [...bills.values()].map(({ amountCents }) => amountCents);
  return {
    most_active_region: active.region,
    result_of_region_check: percent(active.times, calls.count),
    conclusion_of_region_check: regionCheck(active.region, own.facts.region),
    tel_region: own.facts.region,
    most_contacted_region: contacted?.region ?? '',
    blank_times_count: silences.length,
    blank_times_count_180: silences.length,
    blank_times_count_max: longestHours(silences),
    blank_times_list: silences.map((silence) => [
      String(Math.floor(silence.start)),
      String(Math.floor(silence.end)),
      hoursOf(silence),
    ]),
    night_calls_length: nightLength,
    night_calls_percent: percent(nightLength, totalLength),
    evening_calls_length: eveningLength,
    evening_calls_percent: percent(eveningLength, totalLength),
    both_side_calls_count: bothSides,
    both_side_calls_percent: percent(bothSides, counterparts.length),
    phone_bill_average: amounts.length === 0 ? '暂无数据, 无法分析' : meanYuan(amounts),
    call_region_sum: regions.length,
    call_tel_sum: counterparts.length,
    call_times_sum: calls.count,
  };
}

function regionCheck(active: string, home: string): 0 | 1 | 2 {
  if (active === '' || home === unknownRegion) return 0;
  return active === home ? 1 : 2;
}

/** Seconds of the calls that start in each of the 24 hours. */
function lengthsByHour(calls: Calls): Float64Array {
  const lengths = new Float64Array(24);
  for (let at = 0; at < calls.count; at += 1) {
    const hour = (Math.floor((calls.times[at] ?? 0) / 3600) + 8) % 24;
    lengths[hour] = (lengths[hour] ?? 0) + (calls.lengths[at] ?? 0);
  }
  return lengths;
}

function sumOf(hours: readonly number[], lengths: Float64Array): number {
  return hours.reduce((sum, hour) => sum + (lengths[hour] ?? 0), 0);
}
