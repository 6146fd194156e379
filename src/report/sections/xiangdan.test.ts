/** xiangdan: the key of our own agrees with the rest of the report. */

import { expect, test } from 'vitest';
import { call, reportInput } from '../../../test/golden/small-record.ts';
import { buildReport } from '../build-report.ts';

test('holds its five parts, whose counts are those of the document', () => {
  const calls = [call(), call({ method: '主叫' }), call({ tel: '95588', from: '上海' })];
  const report = buildReport(reportInput({ calls }));
  const { completeness, calls_by_hour, circle_by_province, travel, contact_trend } = report.xiangdan;
  expect(completeness.map(({ call_times }) => String(call_times))).toEqual(
    report.calls_sa_monthly_usage.map(({ call_times }) => call_times),
  );
  expect(calls_by_hour.flat().reduce((a, b) => a + b, 0)).toBe(report.calls_overview.call_times_sum);
  expect(circle_by_province[0]?.total_format_tel).toBe(report.calls_overview.both_side_calls_count);
  expect(travel).toEqual([]);
  expect(contact_trend.map(({ months }) => months)).toEqual([1, 3, 6]);
});
