/** What holds for every report, whatever the record (report semantics §1). */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bill, contact, now, reportInput } from '../../test/golden/small-record.ts';
import type { CallRecord } from '../domain/call-record.ts';
import { buildReport, type ReportData } from './build-report.ts';

const numbers = {
  '13916000001': { itag_ids: [13], flag: { fid: 1, type: '骚扰电话', num: 2 } },
  '13810000001': { itag_ids: [20, 1] },
};
const tels = [
  ...['13916000001', '+8613916000001', '13810000001', '13757100001', '19900000006', '010-53912857', '01053912857'],
  ...['95187', '10086', '035110000', '110', '0571110', '4008205555', '+85221234567', '53912857', '138****1234', ''],
];

const aCall: fc.Arbitrary<CallRecord> = fc.record({
  call_from: fc.constantFrom('北京', '浙江宁波', '宁波', '香港', '', '--'),
  call_time: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: now - 200 * 86_400, max: now + 86_400 }).map(String) },
    { weight: 1, arbitrary: fc.constantFrom('', '--', '151444测试3841', '2017-11-10 10:00:00') },
  ),
  call_to: fc.constant(''),
  call_tel: fc.constantFrom(...tels),
  call_method: fc.constantFrom('主叫', '被叫', '主叫', '被叫', '呼转', '--'),
  call_type: fc.constant('国内通话'),
  call_cost: fc.constant('0.00'),
  call_duration: fc.oneof(fc.integer({ min: 0, max: 5000 }).map(String), fc.constantFrom('', '--')),
});

const months = fc.uniqueArray(fc.constantFrom('201706', '201707', '201708', '201709', '201710', '201711'));

const anInput = fc
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

const sum = (values: readonly (string | number)[]) => values.reduce<number>((total, value) => total + Number(value), 0);

function everyReport(holds: (report: ReportData) => void) {
  fc.assert(fc.property(anInput, (input) => holds(buildReport(input))));
}

test('the order of the rows does not matter', () => {
  const shuffled = anInput.chain((input) =>
    fc.tuple(
      fc.constant(input),
      fc.shuffledSubarray(input.record.call_log, { minLength: input.record.call_log.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([input, rows]) => {
      const other = buildReport({ ...input, record: { ...input.record, call_log: rows } });
      expect(other).toStrictEqual(buildReport(input));
    }),
  );
});

test('the same input gives the same bytes, and is left as it was', () => {
  fc.assert(
    fc.property(anInput, (input) => {
      const { directory: _, ...given } = input;
      const before = JSON.stringify(given);
      expect(JSON.stringify(buildReport(input))).toBe(JSON.stringify(buildReport(input)));
      expect(JSON.stringify(given)).toBe(before);
    }),
  );
});

describe('sums agree between sections', () => {
  test('of calls', () => {
    everyReport((report) => {
      const total = report.calls_overview.call_times_sum;
      expect(sum(report.call_log_group_by_tel.map((row) => row.call_times))).toBe(total);
      expect(sum(report.calls_sa_by_region.map((row) => row.call_times))).toBe(total);
      expect(sum(report.calls_sa_monthly_usage.map((row) => row.call_times))).toBe(total);
      for (const row of [...report.calls_sa_by_region, ...report.call_log_group_by_tel]) {
        expect(row.call_in_times + row.call_out_times).toBe(Number(row.call_times));
      }
    });
  });

  test('of seconds', () => {
    everyReport((report) => {
      const total = sum(report.call_log_group_by_tel.map((row) => row.call_length));
      expect(sum(report.calls_sa_by_region.map((row) => row.call_length))).toBe(total);
      expect(sum(report.calls_sa_monthly_usage.map((row) => row.call_length))).toBe(total);
      for (const row of [...report.calls_sa_by_region, ...report.calls_sa_by_length]) {
        expect(row.call_in_length + row.call_out_length).toBe(Number(row.call_length));
      }
    });
  });

  test('of numbers and regions', () => {
    everyReport((report) => {
      const { call_tel_sum, call_region_sum } = report.calls_overview;
      expect(report.call_log_group_by_tel).toHaveLength(call_tel_sum);
      expect(sum(report.calls_sa_by_region.map((row) => row.total_format_tel))).toBe(call_tel_sum);
      const provinces = report.calls_sa_by_region.filter((row) => row.region !== '全国' && row.region !== '未知');
      expect(provinces).toHaveLength(call_region_sum);
      expect(report.call_behavior.number_used.total_tels).toBe(call_tel_sum);
    });
  });

  test('of dunning calls', () => {
    everyReport(({ cuishou_risk_detection: risk, calls_sa_by_tags_financial: kinds }) => {
      for (const set of [risk.cuishou, risk.yisicuishou]) {
        expect(set.call_in_times + set.call_out_times).toBe(Number(set.call_times));
        const aged = ['7day_times', '30day_times', '60day_times', '90day_times', '120day_times'] as const;
        expect(sum(aged.map((key) => set[key]))).toBeLessThanOrEqual(set.call_in_times);
      }
      expect(risk.total_call_times).toBe(Number(risk.cuishou.call_times) + Number(risk.yisicuishou.call_times));
      expect(Number(kinds[0]?.call_times)).toBe(Number(risk.cuishou.call_times));
    });
  });
});

test('silences are at least 72 hours, newest first and apart', () => {
  everyReport(({ calls_overview: { blank_times_list } }) => {
    for (const [start, end, hours] of blank_times_list) {
      expect(hours).toBeGreaterThanOrEqual(72);
      expect(hours).toBe(Math.floor((Number(end) - Number(start)) / 3600));
    }
    const starts = blank_times_list.slice(0, -1).map(([start]) => Number(start));
    const olderEnds = blank_times_list.slice(1).map(([, end]) => Number(end));
    expect(starts.every((start, index) => start >= (olderEnds[index] ?? 0))).toBe(true);
  });
});

test('no value is null or undefined, and a text is "" only where the contract says so', () => {
  const mayBeEmpty = new Set([
    ...['tags_label', 'tags_yellow_page', 'first_call_time', 'most_active_region', 'most_contacted_region'],
    // Of invalid rows, which are shown as they came, and of months without calls.
    ...['month', 'call_tel', 'call_from', 'call_time', 'format_tel', 'month_active_most'],
  ]);
  everyReport(({ calls_sa_by_tags_financial: _, ...report }) => {
    JSON.stringify(report, (key, value: unknown) => {
      if (value === null || value === undefined || (value === '' && !mayBeEmpty.has(key))) {
        throw new Error(`${key} is ${JSON.stringify(value)}`);
      }
      return value;
    });
  });
});
