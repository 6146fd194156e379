/** One row of 中国联通's call list, and the record's call that it becomes. */

import type { CallRecord } from '../../domain/call-record.ts';
import { readDuration } from '../../domain/call-values/read-duration.ts';
import { readFee } from '../../domain/call-values/read-fee.ts';
import { readMethod } from '../../domain/call-values/read-method.ts';
import { readTime } from '../../domain/call-values/read-time.ts';
import { type JsonObject, textAt } from '../values/json-object.ts';

/** `month` is the queried one. What cannot be read stays as it was printed (report semantics §9). */
export function readRow(row: JsonObject, month: string): CallRecord {
  const time = `${textAt(row, 'calldate')} ${textAt(row, 'calltime')}`.trim();
  const method = textAt(row, 'calltypeName') || textAt(row, 'calltype');
  const duration = textAt(row, 'calllonghour');
  const fee = textAt(row, 'totalfee');
  return {
    call_from: textAt(row, 'homeareaName'),
    call_time: readTime(time, month) ?? time,
    call_to: textAt(row, 'calledhome'),
    call_tel: textAt(row, 'othernum'),
    call_method: readMethod(method) ?? method,
    call_type: textAt(row, 'landtype'),
    call_cost: readFee(fee) ?? fee,
    call_duration: readDuration(duration) ?? duration,
  };
}
