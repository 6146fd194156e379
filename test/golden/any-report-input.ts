/** Any input of a report, dirty rows included, for the properties that hold of every report. */

import fc from 'fast-check';
import type { CallRecord } from '../../src/domain/call-record.ts';
import type { ReportInput } from '../../src/report/report-input.ts';
import { bill, contact, now, reportInput } from './small-record.ts';

const numbers = {
  '13916000001': { itag_ids: [13], flag: { fid: 1, type: '骚扰电话', num: 2 } },
  '13810000001': { itag_ids: [20, 1] },
};
const tels = [
  ...['13916000001', '+8613916000001', '13810000001', '13757100001', '19900000006', '010-53912857', '01053912857'],
  ...['95187', '10086', '035110000', '110', '0571110', '4008205555', '+85221234567', '53912857', '138****1234', ''],
];

/** Unreadable, or readable but not as a figure is printed. */
const times = [
  '',
  '--',
  '151444测试3841',
  '2017-11-10 10:00:00',
  '0000000000',
  '0151044000',
  '4294967296',
  '9999999999',
];
const lengths = ['', '--', '007', '00', '4294967294', '4294967295', '99999999999', '9'.repeat(400), '6O'];

const aCall: fc.Arbitrary<CallRecord> = fc.record({
  call_from: fc.constantFrom('北京', '浙江宁波', '宁波', '香港', '', '--'),
  call_time: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: now - 200 * 86_400, max: now + 86_400 }).map(String) },
    { weight: 1, arbitrary: fc.constantFrom(...times) },
  ),
  call_to: fc.constant(''),
  call_tel: fc.constantFrom(...tels),
  call_method: fc.constantFrom('主叫', '被叫', '主叫', '被叫', '呼转', '--'),
  call_type: fc.constant('国内通话'),
  call_cost: fc.constant('0.00'),
  call_duration: fc.oneof(fc.integer({ min: 0, max: 5000 }).map(String), fc.constantFrom(...lengths)),
});

const months = fc.uniqueArray(fc.constantFrom('201706', '201707', '201708', '201709', '201710', '201711'));

/** Reports of up to 60 calls among few numbers, so that they repeat; every third row or so is dirty. */
export const anyReportInput: fc.Arbitrary<ReportInput> = fc
  .record({
    calls: fc.array(aCall, { maxLength: 60 }),
    opened: fc.constantFrom(null, '2016-01-01', '2017-06-01', '2017-09-15', '2017-11-19'),
    missing: months,
    partMissing: months,
    amounts: fc.dictionary(fc.constantFrom('201709', '201710', '201711'), fc.constantFrom('0.00', '9.99', '68.00', '')),
    contacts: fc.subarray([contact(3, '13916000001'), contact(2, '110'), contact(1, '8613757100001')]),
  })
  .map(({ calls, opened, missing, partMissing, amounts, contacts }) =>
    reportInput({
      calls,
      opened,
      contacts,
      numbers,
      record: {
        bill: Object.entries(amounts).map(([month, amount]) => bill(month, amount)),
        call_log_missing_month_list: missing.sort(),
        call_log_part_missing_month_list: partMissing.sort(),
      },
    }),
  );
