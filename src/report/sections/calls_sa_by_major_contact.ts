/** `calls_sa_by_major_contact`: numbers that lead both rankings (report semantics §5). */

import type { Aggregate } from '../aggregate.ts';
import { callTelLabel } from '../rankings.ts';
import { type TagFields, tagFields } from '../tag-fields.ts';

export interface MajorContactRow extends TagFields {
  format_tel: string;
  call_tel_label: string[];
  call_times: string;
  /** Seconds. */
  call_length: string;
}

export function calls_sa_by_major_contact({ rankings, contacts }: Aggregate): MajorContactRow[] {
  return rankings.major.map(({ formatTel, facts, times, length }) => ({
    format_tel: formatTel,
    call_tel_label: callTelLabel(formatTel, rankings, contacts, null),
    call_times: String(times),
    call_length: String(length),
    ...tagFields(facts),
  }));
}
