/** An explanation holds for its figure: every key has one, and the calls behind it give the figure again. */

import { describe, expect, test } from 'vitest';
import { bill, call, contact, reportInput } from '../../test/golden/small-record.ts';
import { aggregate } from './aggregate.ts';
import { reportOf } from './build-report.ts';
import { selections } from './calls-behind.ts';
import { explain } from './explain.ts';
import explanations from './explanations.json' with { type: 'json' };
import { thresholds } from './thresholds.ts';

const dunner = '13916000001';
const lender = '13916000002';
const calls = [
  call({ tel: dunner, time: '2017-11-15 10:00:00', seconds: 14 }),
  call({ tel: dunner, time: '2017-11-15 11:00:00', seconds: 20 }),
  call({ tel: dunner, time: '2017-10-30 11:00:00', method: '主叫', seconds: 40 }),
  call({ tel: lender, time: '2017-11-14 03:00:00', seconds: 200, from: '上海' }),
  call({ tel: lender, time: '2017-11-14 02:00:00', seconds: 100, method: '主叫', from: '上海' }),
  call({ tel: '13757100001', time: '2017-11-13 23:30:00', seconds: 70 }),
  call({ tel: '138****1234', time: '2017-11-12 10:00:00' }),
  call({ tel: '110', time: '2017-10-02 10:00:00' }),
  call({ tel: '13757100001', time: '2017-10-01 10:00:00', method: '主叫', seconds: 5 }),
];
const input = reportInput({
  calls,
  contacts: [contact(1, '13757100001')],
  numbers: { [dunner]: { itag_ids: [13] }, [lender]: { itag_ids: [20], flag: { fid: 4, type: '快递送餐', num: 1 } } },
  userInfo: { user_name: '测试甲' },
  record: { bill: [bill('201710', '8.55')] },
});
const prepared = aggregate(input);
const report = reportOf(prepared);
const explained = explain(prepared, report);

const callsOf = (path: string) => explained[path]?.calls ?? [];
const secondsOf = (path: string) =>
  callsOf(path).reduce<number>((sum, row) => sum + Number(calls[Number(row)]?.call_duration), 0);

test('every key of the report is explained, at every depth', () => {
  const paths = Object.keys(explained);
  expect(paths).toEqual(expect.arrayContaining(Object.keys(report)));
  expect(paths).toContain('cuishou_risk_detection.yisicuishou_degree.120day_times');
  expect(paths).toContain('calls_sa_monthly_usage[].month_bill_detail.bill_qita');
  expect(paths).toContain('xiangdan.travel[].region');
  expect(paths).toContain('invalid_call_log[].call_time');
  expect(paths.length).toBeGreaterThan(240);
});

test('no definition is written for nothing, and each names a selection and a threshold that exist', () => {
  const paths = Object.keys(explained).map((path) => path.replaceAll('yisicuishou', 'cuishou'));
  const table: ReadonlyMap<string, { definition: string; calls?: string; threshold?: readonly string[] }> = new Map(
    Object.entries(explanations),
  );
  for (const [end, entry] of table) {
    const isUsed = [...paths, ...Object.keys(explained)].some((path) => path === end || path.endsWith(`.${end}`));
    expect(isUsed, end).toBe(true);
    if (entry.calls !== undefined) expect(selections, end).toHaveProperty(entry.calls);
    for (const name of entry.threshold ?? []) expect(thresholds, end).toHaveProperty(name);
  }
});

describe('the calls behind a figure give it again', () => {
  const { calls_overview: overview, cuishou_risk_detection: risk } = report;
  const confirmed = 'cuishou_risk_detection.cuishou';
  const suspected = 'cuishou_risk_detection.yisicuishou';

  test.each<[string, number]>([
    ['calls_overview.call_times_sum', overview.call_times_sum],
    ['calls_overview.both_side_calls_count', overview.both_side_calls_count],
    ['calls_overview.call_tel_sum', overview.call_tel_sum],
    ['invalid_call_log', report.invalid_call_log.length],
    [`${confirmed}.call_times`, Number(risk.cuishou.call_times)],
    [`${confirmed}.call_in_times`, risk.cuishou.call_in_times],
    [`${confirmed}.call_out_times`, risk.cuishou.call_out_times],
    [`${confirmed}.call_in_less_15`, risk.cuishou.call_in_less_15],
    [`${confirmed}.7day_times`, risk.cuishou['7day_times']],
    [`${confirmed}.30day_times`, risk.cuishou['30day_times']],
    [`${suspected}.call_times`, Number(risk.yisicuishou.call_times)],
    [`${suspected}.7day_times`, risk.yisicuishou['7day_times']],
    ['cuishou_risk_detection.total_call_in_times', risk.total_call_in_times],
    ['cuishou_risk_detection.total_call_out_times', risk.total_call_out_times],
  ])('%s: as many', (path, count) => {
    expect(callsOf(path)).toHaveLength(count);
  });

  test.each<[string, number]>([
    ['calls_overview.night_calls_length', overview.night_calls_length],
    ['calls_overview.evening_calls_length', overview.evening_calls_length],
    [`${confirmed}.call_in_length`, risk.cuishou.call_in_length],
    [`${confirmed}.call_out_length`, risk.cuishou.call_out_length],
    [`${suspected}.call_in_length`, risk.yisicuishou.call_in_length],
  ])('%s: as many seconds', (path, seconds) => {
    expect(seconds).toBeGreaterThan(0);
    expect(secondsOf(path)).toBe(seconds);
  });

  test('rows of a list are about the numbers in their order', () => {
    expect(callsOf('calls_sa_by_times[].call_times')).toEqual(report.calls_sa_by_times.map((row) => row.format_tel));
    expect(callsOf('calls_sa_by_length[].call_length')).toEqual(report.calls_sa_by_length.map((row) => row.format_tel));
    expect(callsOf('call_behavior.law_dispute.times_110')).toEqual(['110']);
    expect(callsOf('call_behavior.number_used.times_express_delivery')).toEqual([lender]);
    expect(callsOf('xiangdan.travel')).toEqual([3, 4]);
  });
});

test('a figure that a threshold decides shows it', () => {
  expect(explained['call_behavior.law_dispute.unnormal_flag.times_110_flag']?.threshold).toEqual({
    'lawDispute.police110': 3,
  });
  expect(explained['cuishou_risk_detection.yisicuishou_degree.nums_tel']?.threshold).toEqual({
    'dunningDegrees.nums_tel': [1, 5, 15],
  });
  expect(explained['calls_overview.call_times_sum']).not.toHaveProperty('threshold');
});
