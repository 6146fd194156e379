/** The calls that an app brings itself to be scored (wire contract §8), read into a record of §13. */

import type { CallRecord, RecordData } from '../domain/call-record.ts';
import { Fault } from '../errors.ts';

export interface OwnCalls {
  record: RecordData;
  /** Base instant, unix seconds; null when none is given. */
  time: number | null;
}

const methods: Readonly<Record<string, string>> = { '1': '主叫', '2': '被叫' };

/** Throws 4001 that names what is missing or malformed. Rows may be unreadable: they are counted as handed in. */
export function readOwnCalls(body: unknown, uid: string): OwnCalls {
  if (!isObject(body)) throw new Fault(4001, 'the body is no object', 'JSON 须为对象');
  const { call_log } = body;
  const tel = textOf(body.tel, 'tel');
  if (tel === '') throw new Fault(4001, 'tel is missing', '缺少 tel');
  if (call_log === undefined) throw new Fault(4001, 'call_log is missing', '缺少 call_log');
  if (!Array.isArray(call_log)) throw new Fault(4001, 'call_log is no list', 'call_log 格式不正确');
  const time = textOf(body.time, 'time');
  if (!/^(\d{10})?$/.test(time)) throw new Fault(4001, 'time is malformed', 'time 格式不正确');
  return {
    record: {
      tel,
      uid,
      sid: '',
      call_log: call_log.map(readCall),
      tel_info: { full_name: '', id_card: '', address: '', open_date: '' },
      bill: [],
      call_log_missing_month_list: [],
      call_log_possibly_missing_month_list: [],
      call_log_part_missing_month_list: [],
      phone_bill_missing_month_list: [],
    },
    time: time === '' ? null : Number(time),
  };
}

function readCall(row: unknown, index: number): CallRecord {
  const name = `call_log[${index}]`;
  if (!isObject(row)) throw new Fault(4001, `${name} is no object`, `${name} 格式不正确`);
  const method = textOf(row.call_method, `${name}.call_method`);
  return {
    call_from: '',
    call_time: textOf(row.call_time, `${name}.call_time`),
    call_to: '',
    call_tel: textOf(row.call_tel, `${name}.call_tel`),
    call_method: methods[method] ?? method,
    call_type: '',
    call_cost: '',
    call_duration: textOf(row.call_duration, `${name}.call_duration`),
  };
}

function textOf(value: unknown, name: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
  throw new Fault(4001, `${name} is malformed`, `${name} 格式不正确`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
