/** One row of an exported table as the record's call; what cannot be read stays as it is printed (report semantics §9). */

import { normalise } from '../directory/normalise.ts';
import type { CallRecord } from '../domain/call-record.ts';
import { readDuration } from '../domain/call-values/read-duration.ts';
import { readFee } from '../domain/call-values/read-fee.ts';
import { readMethod } from '../domain/call-values/read-method.ts';
import type { Columns, Field } from './columns.ts';
import { readWhen } from './read-when.ts';

/** A value that keeps a call out of the report's figures. */
export type Unreadable = 'time' | 'number' | 'method' | 'duration';

export interface ReadRow {
  call: CallRecord;
  unreadable: Unreadable[];
  /** The number's digits are lost: a spreadsheet has rounded it (`1.39E+10`). */
  damaged: boolean;
}

/** `day` and `month` as for `readWhen`. A column that the file has not gives ''. */
export function readRow(row: readonly string[], columns: Columns, day: string | null, month: string): ReadRow {
  const cell = (field: Field) => row[columns[field] ?? -1] ?? '';
  const number = cell('number');
  const time = readWhen(cell('date'), cell('time'), day, month);
  const method = readMethod(cell('method'));
  const duration = readDuration(cell('duration'));
  const unreadable: [Unreadable, boolean][] = [
    ['time', time === null],
    ['number', normalise(number).kind === 'hidden'],
    ['method', method === null],
    ['duration', duration === null],
  ];
  return {
    call: {
      call_from: cell('place'),
      call_time: time ?? `${cell('date')} ${cell('time')}`.trim(),
      call_to: cell('region'),
      call_tel: number,
      call_method: method ?? cell('method'),
      call_type: cell('type'),
      call_cost: readFee(cell('fee')) ?? cell('fee'),
      call_duration: duration ?? cell('duration'),
    },
    unreadable: unreadable.filter(([, bad]) => bad).map(([what]) => what),
    damaged: /^\d(\.\d+)?E\+?\d+$/i.test(number),
  };
}
