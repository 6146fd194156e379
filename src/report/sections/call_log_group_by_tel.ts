/** `call_log_group_by_tel`: every number with its sums (report semantics §5). */

import type { Aggregate } from '../aggregate.ts';
import { type TagFields, tagFields } from '../tag-fields.ts';

/** Lengths and times in seconds. */
export interface GroupRow extends TagFields {
  format_tel: string;
  call_times: string;
  call_length: string;
  call_out_times: number;
  call_in_times: number;
  recent_call_time: string;
  /** `''` when the number has exactly one call. */
  first_call_time: string;
}

export function call_log_group_by_tel({ rankings }: Aggregate): GroupRow[] {
  return rankings.byTimes.map(({ formatTel, facts, times, length, outTimes, inTimes, first, last }) => ({
    format_tel: formatTel,
    call_times: String(times),
    call_length: String(length),
    call_out_times: outTimes,
    call_in_times: inTimes,
    recent_call_time: String(last),
    first_call_time: times === 1 ? '' : String(first),
    ...tagFields(facts),
  }));
}
