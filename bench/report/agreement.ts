/** Whether a rival of the bench has made what our report says: its figures, section by section. */

import type { ReportData } from '../../src/report/build-report.ts';

/** What every rival makes, under these keys. */
export function figuresOf(report: ReportData): Record<string, unknown> {
  const { calls_overview: overview, cuishou_risk_detection: risk, xiangdan } = report;
  return {
    overview: {
      most_active_region: overview.most_active_region,
      most_contacted_region: overview.most_contacted_region,
      blank_times_list: overview.blank_times_list,
      night_calls_length: overview.night_calls_length,
      evening_calls_length: overview.evening_calls_length,
      both_side_calls_count: overview.both_side_calls_count,
      call_region_sum: overview.call_region_sum,
      call_tel_sum: overview.call_tel_sum,
      call_times_sum: overview.call_times_sum,
    },
    cuishou: risk.cuishou,
    yisicuishou: risk.yisicuishou,
    tags: report.calls_sa_by_tags_financial,
    by_times: report.calls_sa_by_times.map((row) => [row.format_tel, Number(row.call_times), Number(row.call_length)]),
    by_length: report.calls_sa_by_length.map((row) => [
      row.format_tel,
      Number(row.call_times),
      Number(row.call_length),
    ]),
    major: report.calls_sa_by_major_contact.map((row) => row.format_tel),
    regions: report.calls_sa_by_region.map((row) => [
      ...[row.region, row.total_format_tel, Number(row.call_times), Number(row.call_length)],
      ...[row.call_in_times, row.call_out_times, row.call_in_length, row.call_out_length],
    ]),
    months: report.calls_sa_monthly_usage.map((row) => [
      ...[row.month, Number(row.call_times), Number(row.call_length), row.month_active_most],
    ]),
    by_tel: report.call_log_group_by_tel,
    invalid: report.invalid_call_log.map(({ month: _, ...row }) => row),
    hours: xiangdan.calls_by_hour,
    circle: xiangdan.circle_by_province.map((row) => [
      ...[row.region, row.total_format_tel, row.call_times, row.call_length],
    ]),
    travel: xiangdan.travel.map((row) => [row.region, row.from, row.to, row.days, row.call_times]),
    trend: xiangdan.contact_trend.map((row) => [row.months, row.new, row.kept, row.lost]),
  };
}

/** Throws with the first section that differs; gives how many there are. */
export function agree(report: ReportData, rival: string, made: string): number {
  const theirs: Record<string, unknown> = JSON.parse(made);
  const ours = figuresOf(report);
  for (const [section, figures] of Object.entries(ours)) {
    const [expected, found] = [figures, theirs[section]].map((value) => JSON.stringify(ordered(value)));
    if (expected === found) continue;
    const at = [...(expected ?? '')].findIndex((character, index) => character !== found?.[index]);
    const around = (text = '') => text.slice(Math.max(0, at - 60), at + 60);
    throw new Error(`${rival} differs in ${section}: found …${around(found)}…, expected …${around(expected)}…`);
  }
  return Object.keys(ours).length;
}

/** Keys in one order, whoever printed them. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}
