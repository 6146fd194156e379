/** `calls_sa_by_length`: the ten numbers with most seconds (report semantics §5). */

import type { Aggregate } from '../aggregate.ts';
import { callTelLabel } from '../rankings.ts';
import { type TagFields, tagFields } from '../tag-fields.ts';

/** Lengths in seconds. */
export interface LengthRow extends TagFields {
  format_tel: string;
  call_tel_label: string[];
  call_length: string;
  call_out_length: number;
  call_in_length: number;
  call_times: string;
}

export function calls_sa_by_length({ rankings, contacts }: Aggregate): LengthRow[] {
  return rankings.byLength.slice(0, 10).map(({ formatTel, facts, length, outLength, inLength, times }) => ({
    format_tel: formatTel,
    call_tel_label: callTelLabel(formatTel, rankings, contacts, 'length'),
    call_length: String(length),
    call_out_length: outLength,
    call_in_length: inLength,
    call_times: String(times),
    ...tagFields(facts),
  }));
}
