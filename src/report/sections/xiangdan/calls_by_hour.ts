/** `calls_by_hour`: how many calls begin in each hour of each day of the week, on a Shanghai clock. */

import { daySeconds } from '../../../domain/shanghai-time.ts';
import type { Aggregate } from '../../aggregate.ts';

/** 1970-01-01 was a Thursday, the fourth day from Monday. */
const firstWeekday = 3;
const offsetSeconds = 8 * 3600;

/** Seven rows, Monday first, of 24 counts. */
export function calls_by_hour({ calls }: Aggregate): number[][] {
  const counts = new Uint32Array(7 * 24);
  for (let at = 0; at < calls.count; at += 1) {
    const local = (calls.times[at] ?? 0) + offsetSeconds;
    const weekday = (Math.floor(local / daySeconds) + firstWeekday) % 7;
    const slot = weekday * 24 + Math.floor((local % daySeconds) / 3600);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return Array.from({ length: 7 }, (_, weekday) => [...counts.subarray(weekday * 24, weekday * 24 + 24)]);
}
