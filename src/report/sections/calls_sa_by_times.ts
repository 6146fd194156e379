/** `calls_sa_by_times`: the ten numbers with most calls (report semantics §5). */

import type { Aggregate } from '../aggregate.ts';
import { callTelLabel } from '../rankings.ts';
import { type TagFields, tagFields } from '../tag-fields.ts';

export interface TimesRow extends TagFields {
  format_tel: string;
  call_tel_label: string[];
  call_times: string;
  call_out_times: number;
  call_in_times: number;
  /** Seconds. */
  call_length: string;
}

export function calls_sa_by_times({ rankings, contacts }: Aggregate): TimesRow[] {
  return rankings.byTimes.slice(0, 10).map(({ formatTel, facts, times, outTimes, inTimes, length }) => ({
    format_tel: formatTel,
    call_tel_label: callTelLabel(formatTel, rankings, contacts, 'times'),
    call_times: String(times),
    call_out_times: outTimes,
    call_in_times: inTimes,
    call_length: String(length),
    ...tagFields(facts),
  }));
}
