/** `contact_trend`: whom the subscriber began to speak with, stopped speaking with and kept, over 1, 3 and 6 months. */

import { daySeconds } from '../../../domain/shanghai-time.ts';
import type { Aggregate } from '../../aggregate.ts';

/** Distinct numbers; a period is split in two halves. */
export interface TrendRow {
  months: 1 | 3 | 6;
  /** In the younger half only. */
  new: number;
  /** In both. */
  kept: number;
  /** In the older half only. */
  lost: number;
}

const periods = [1, 3, 6] as const;
const monthDays = 30;

export function contact_trend({ calls, counterparts, now }: Aggregate): TrendRow[] {
  return periods.map((months) => {
    const halfSeconds = (months * monthDays * daySeconds) / 2;
    /** Bit 1: spoken with in the younger half; bit 2: in the older. */
    const halves = new Uint8Array(counterparts.length);
    for (let at = 0; at < calls.count; at += 1) {
      const half = Math.floor((now - (calls.times[at] ?? 0)) / halfSeconds);
      const counterpart = calls.counterparts[at] ?? 0;
      if (half < 2) halves[counterpart] = (halves[counterpart] ?? 0) | (half + 1);
    }
    const numbersIn = (bits: number) => halves.reduce((sum, each) => sum + Number(each === bits), 0);
    return { months, new: numbersIn(1), kept: numbersIn(3), lost: numbersIn(2) };
  });
}
