/** `circle_by_province`: where the numbers belong that both call and are called: the circle of friends. */

import type { Aggregate } from '../../aggregate.ts';
import { percent } from '../../figures.ts';
import { nationwide } from '../../report-input.ts';
import { lengthOf, regionSums, timesOf } from '../calls_sa_by_region.ts';

export interface CircleRow {
  /** Province, or `未知`; service numbers are nobody's friends. */
  region: string;
  /** Distinct numbers with at least one call in and one out. */
  total_format_tel: number;
  /** Share of the circle, 0–100 with one decimal. */
  percent: number;
  call_times: number;
  /** Seconds. */
  call_length: number;
}

/** By numbers, then calls, name. */
export function circle_by_province({ counterparts }: Aggregate): CircleRow[] {
  const circle = counterparts.filter(
    ({ facts, inTimes, outTimes }) => facts.region !== nationwide && inTimes > 0 && outTimes > 0,
  );
  return regionSums({ counterparts: circle })
    .sort((a, b) => b.numbers - a.numbers || timesOf(b) - timesOf(a) || (a.region < b.region ? -1 : 1))
    .map((sums) => ({
      region: sums.region,
      total_format_tel: sums.numbers,
      percent: percent(sums.numbers, circle.length),
      call_times: timesOf(sums),
      call_length: lengthOf(sums),
    }));
}
