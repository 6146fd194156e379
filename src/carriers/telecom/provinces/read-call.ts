/** One call as a province prints it, and the record's call that it becomes. */

import type { CallRecord } from '../../../domain/call-record.ts';
import { readDuration } from '../../../domain/call-values/read-duration.ts';
import { readFee } from '../../../domain/call-values/read-fee.ts';
import { readMethod } from '../../../domain/call-values/read-method.ts';
import { readTime } from '../../../domain/call-values/read-time.ts';

/** `place` is where the subscriber's own phone was; '' for what the province does not print. */
export interface RawCall {
  place: string;
  time: string;
  number: string;
  method: string;
  type: string;
  fee: string;
  duration: string;
}

/** `month` is the queried one. What cannot be read stays as it was printed (report semantics §9). No province prints the counterpart's place. */
export function readCall({ place, time, number, method, type, fee, duration }: RawCall, month: string): CallRecord {
  return {
    call_from: place,
    call_time: readTime(time, month) ?? time,
    call_to: '',
    call_tel: number,
    call_method: readMethod(method) ?? method,
    call_type: type,
    call_cost: readFee(fee) ?? fee,
    call_duration: readDuration(duration) ?? duration,
  };
}
