/** What holds for every report, whatever the record (report semantics §1). */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyReportInput } from '../../test/golden/any-report-input.ts';
import { columnsOf } from '../domain/call-columns.ts';
import { packColumns, unpackColumns } from '../domain/pack-columns.ts';
import { aggregateColumns } from './aggregate.ts';
import { buildReport, type ReportData, reportOf } from './build-report.ts';

const sum = (values: readonly (string | number)[]) => values.reduce<number>((total, value) => total + Number(value), 0);

function everyReport(holds: (report: ReportData) => void) {
  fc.assert(fc.property(anyReportInput, (input) => holds(buildReport(input))));
}

test('the order of the rows does not matter', () => {
  const shuffled = anyReportInput.chain((input) =>
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
    fc.property(anyReportInput, (input) => {
      const { directory: _, ...given } = input;
      const before = JSON.stringify(given);
      expect(JSON.stringify(buildReport(input))).toBe(JSON.stringify(buildReport(input)));
      expect(JSON.stringify(given)).toBe(before);
    }),
  );
});

test('columns that were packed and unpacked give the bytes that the rows give', () => {
  fc.assert(
    fc.property(anyReportInput, (input) => {
      const { call_log, ...record } = input.record;
      const stored = unpackColumns(packColumns({ record, calls: columnsOf(call_log) }));
      if (stored === null) throw new Error('our own layout was not known');
      const fromColumns = reportOf(aggregateColumns({ ...input, ...stored }));
      expect(JSON.stringify(fromColumns)).toBe(JSON.stringify(buildReport(input)));
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
