/** `invalid_call_log`: the rows that the figures leave out, as the carrier gave them (report semantics §9). */

import type { Aggregate } from '../aggregate.ts';
import type { InvalidCall } from '../read-calls.ts';
import { type TagFields, tagFields } from '../tag-fields.ts';

export interface InvalidRow extends TagFields {
  /** `YYYYMM` of the query. */
  month: string;
  call_tel: string;
  call_from: string;
  call_time: string;
  /** Seconds, 0 when unreadable. */
  call_duration: number;
  call_method: string;
  format_tel: string;
}

/** Newest first by the time's text, then by all that is shown, so that the order of the record does not matter. */
export function invalid_call_log({ invalid }: Aggregate): InvalidRow[] {
  return invalid.toSorted(newestFirst).map(({ row, month, length, formatTel, facts }) => ({
    month,
    call_tel: row.call_tel,
    call_from: row.call_from,
    call_time: row.call_time,
    call_duration: length ?? 0,
    call_method: row.call_method,
    format_tel: formatTel,
    ...tagFields(facts),
  }));
}

function newestFirst(a: InvalidCall, b: InvalidCall): number {
  return (
    descending(a.row.call_time, b.row.call_time) ||
    descending(a.row.call_from, b.row.call_from) ||
    descending(a.row.call_tel, b.row.call_tel) ||
    descending(a.row.call_method, b.row.call_method) ||
    descending(a.month, b.month) ||
    (b.length ?? 0) - (a.length ?? 0)
  );
}

function descending(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}
