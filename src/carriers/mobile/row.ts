/** One row of 中国移动's call list, and the record's call that it becomes. */

import type { CallRecord } from '../../domain/call-record.ts';
import { readDuration } from '../../domain/call-values/read-duration.ts';
import { readFee } from '../../domain/call-values/read-fee.ts';
import { readMethod } from '../../domain/call-values/read-method.ts';
import { readTime } from '../../domain/call-values/read-time.ts';
import { type JsonObject, textAt } from '../values/json-object.ts';

/** 黑龙江 ends a month with a row of its sum. A single `--` is a call that was printed badly. */
export function isSummary(row: JsonObject): boolean {
  return ['anotherNm', 'commMode', 'commTime'].every((key) => textAt(row, key).trim() === '--');
}

/** `month` is the queried one: six provinces print no year. What cannot be read stays as it was printed (report semantics §9). */
export function readRow(row: JsonObject, month: string): CallRecord {
  const time = textAt(row, 'startTime');
  const method = textAt(row, 'commMode');
  const duration = textAt(row, 'commTime');
  const fee = textAt(row, 'commFee');
  return {
    call_from: textAt(row, 'commPlac'),
    call_time: readTime(time, month) ?? time,
    call_to: '',
    call_tel: textAt(row, 'anotherNm'),
    call_method: readMethod(method) ?? method,
    call_type: textAt(row, 'commType'),
    call_cost: readFee(fee) ?? fee,
    call_duration: readDuration(duration) ?? duration,
  };
}
