/** The report as a whole: every key, an empty record, and the range. */

import { describe, expect, test } from 'vitest';
import { at, call, now, reportInput } from '../../test/golden/small-record.ts';
import { buildReport } from './build-report.ts';

test('has every key of §15.4 and of the sample, and one of our own', () => {
  const keys = [
    ...['sid', 'version', 'tel_info', 'user_info', 'mergency_contact', 'calls_overview', 'cuishou_risk_detection'],
    ...['calls_sa_by_major_contact', 'calls_sa_by_tags_financial', 'calls_sa_by_times', 'calls_sa_by_length'],
    ...['calls_sa_by_region', 'calls_sa_monthly_usage', 'call_log_group_by_tel', 'call_behavior', 'invalid_call_log'],
    ...['call_log_missing_month_list', 'call_log_possibly_missing_month_list', 'call_log_part_missing_month_list'],
    ...['phone_bill_missing_month_list', 'date_range_start', 'date_range_end', 'created_at', 'xiangdan'],
  ];
  expect(Object.keys(buildReport(reportInput())).sort()).toEqual(keys.sort());
});

test('an empty record makes a report with empty lists', () => {
  const report = buildReport(reportInput());
  expect(report).toMatchObject({
    sid: `SID${'0'.repeat(32)}`,
    version: 'V2.8.0',
    user_info: {},
    mergency_contact: [],
    calls_sa_by_major_contact: [],
    calls_sa_by_times: [],
    calls_sa_by_length: [],
    calls_sa_by_region: [],
    call_log_group_by_tel: [],
    invalid_call_log: [],
  });
});

test('the month lists are those of the record', () => {
  const record = {
    call_log_missing_month_list: ['201706', '201707'],
    call_log_possibly_missing_month_list: ['201708'],
    call_log_part_missing_month_list: ['201709'],
    phone_bill_missing_month_list: ['201710'],
  };
  expect(buildReport(reportInput({ record }))).toMatchObject(record);
});

describe('the range', () => {
  const rangeOf = (opened: string | null) => {
    const { date_range_start, date_range_end } = buildReport(reportInput({ opened }));
    return `${date_range_start}-${date_range_end}`;
  };

  test('is six months with the current one', () => {
    expect(rangeOf('2016-01-01')).toBe('2017/06-2017/11');
    expect(rangeOf(null)).toBe('2017/06-2017/11');
  });

  test('begins with the month of open_date', () => {
    expect(rangeOf('2017-09-30')).toBe('2017/09-2017/11');
    expect(rangeOf('2017-11-20')).toBe('2017/11-2017/11');
  });

  test('crosses a new year', () => {
    const { date_range_start, date_range_end } = buildReport({ ...reportInput(), now: at('2018-02-01 00:00:00') });
    expect([date_range_start, date_range_end]).toEqual(['2017/09', '2018/02']);
  });
});

test('created_at is now to four decimals', () => {
  expect(buildReport({ ...reportInput(), now: now + 0.64621 }).created_at).toBe(now + 0.6462);
});

test('50,000 calls with 5,000 numbers are counted without loss', () => {
  const calls = Array.from({ length: 50_000 }, (_, index) => ({
    ...call({ tel: String(13916000000 + (index % 5000)), method: index % 2 === 0 ? '主叫' : '被叫' }),
    call_time: String(now - 1 - index * 200),
    call_duration: String(index % 600),
  }));
  const { calls_overview, call_log_group_by_tel } = buildReport(reportInput({ calls }));
  expect(calls_overview.call_times_sum).toBe(50_000);
  expect(call_log_group_by_tel).toHaveLength(5000);
});
