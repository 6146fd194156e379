/** Small records for the tests of the report: what a test does not say is ordinary. */

import type { Override } from '../../src/directory/directory.ts';
import type { Bill, CallRecord, RecordData, UserContact, UserInfo } from '../../src/domain/call-record.ts';
import { type Aggregate, aggregate } from '../../src/report/aggregate.ts';
import type { ReportInput } from '../../src/report/report-input.ts';
import { builtInDirectory } from './built-in-directory.ts';

/** Unix seconds of `2017-11-20 12:00:00` in Shanghai; the date alone is midnight. */
export function at(shanghaiTime: string): number {
  const [date = '', time = '00:00:00'] = shanghaiTime.split(' ');
  return Date.parse(`${date}T${time}+08:00`) / 1000;
}

/** When the reports of these tests are made: months 201706 to 201711. */
export const now = at('2017-11-20 12:00:00');

/** A call from a Shanghai number made in Peking ten days ago; `time` as for `at`, `seconds` its length. */
export function call(
  given: { time?: string; seconds?: number; tel?: string; method?: string; from?: string } = {},
): CallRecord {
  return {
    call_from: given.from ?? '北京',
    call_time: String(at(given.time ?? '2017-11-10 10:00:00')),
    call_to: '',
    call_tel: given.tel ?? '13916000001',
    call_method: given.method ?? '被叫',
    call_type: '国内通话',
    call_cost: '0.00',
    call_duration: String(given.seconds ?? 60),
  };
}

/** A bill whose amount is all package. */
export function bill(month: string, amount: string): Bill {
  return {
    bill_month: month,
    bill_amount: amount,
    bill_package: amount,
    bill_ext_calls: '0.00',
    bill_ext_data: '0.00',
    bill_ext_sms: '0.00',
    bill_zengzhifei: '0.00',
    bill_daishoufei: '0.00',
    bill_qita: '0.00',
  };
}

export function contact(priority: number, tel: string): UserContact {
  return { contact_priority: priority, contact_tel: tel, contact_name: '测试乙', contact_relationship: '朋友' };
}

export interface SmallRecord {
  calls?: CallRecord[];
  /** `2016-01-01`, or null for a carrier that hides it. */
  opened?: string | null;
  record?: Partial<RecordData>;
  userInfo?: UserInfo;
  contacts?: UserContact[];
  /** What the directory says of single numbers. */
  numbers?: Record<string, Override>;
}

/** Of the Peking number 15313695093, opened on 2016-01-01 unless said otherwise. */
export function reportInput(given: SmallRecord = {}): ReportInput {
  const opened = given.opened === undefined ? '2016-01-01' : given.opened;
  return {
    record: {
      tel: '15313695093',
      uid: '',
      sid: `SID${'0'.repeat(32)}`,
      call_log: given.calls ?? [],
      tel_info: {
        full_name: '测试甲',
        id_card: '运营商未透露',
        address: '运营商未透露',
        open_date: opened === null ? '运营商未透露' : String(at(opened)),
      },
      bill: [],
      call_log_missing_month_list: [],
      call_log_possibly_missing_month_list: [],
      call_log_part_missing_month_list: [],
      phone_bill_missing_month_list: [],
      ...given.record,
    },
    userInfo: given.userInfo ?? null,
    userContacts: given.contacts ?? [],
    now,
    directory: builtInDirectory(given.numbers),
  };
}

export function small(given: SmallRecord = {}): Aggregate {
  return aggregate(reportInput(given));
}
