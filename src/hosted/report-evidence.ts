/** The calls behind each figure of a report, and its calls by day: computed anew from what was fetched. */

import { daySeconds, lastDayOf, monthStart } from '../domain/shanghai-time.ts';
import type { Aggregate } from '../report/aggregate.ts';
import { type ReportData, reportOf } from '../report/build-report.ts';
import type { CallsBehind } from '../report/calls-behind.ts';
import { explain } from '../report/explain.ts';
import type { Figure, MonthDays } from './report-view.ts';

export interface Evidence {
  figures: Record<string, Figure>;
  selections: number[][];
  /** By the row of the record: its number's place in `call_log_group_by_tel`. */
  contactOf: Map<number, number>;
  heat: MonthDays[];
  isAsReported: boolean;
}

export function evidenceOf(prepared: Aggregate, stored: ReportData): Evidence {
  const fresh = reportOf(prepared);
  const { contactOf, rowsOf } = contactsOf(prepared);
  const selections: number[][] = [];
  const known = new Map<string, number>();
  const place = (calls: CallsBehind) => {
    const ranges = rangesOf(rowsIn(calls, rowsOf));
    const key = ranges.join();
    const at = known.get(key) ?? selections.push(ranges) - 1;
    known.set(key, at);
    return at;
  };
  const figures = Object.entries(explain(prepared, fresh)).map(([path, { definition, threshold, calls }]) => [
    path,
    { definition, ...(threshold === undefined ? {} : { threshold }), calls: place(calls) },
  ]);
  return {
    figures: Object.fromEntries(figures),
    selections,
    contactOf,
    heat: heatOf(prepared),
    isAsReported: partsOf(fresh) === partsOf(stored),
  };
}

function contactsOf({ calls, counterparts, rankings }: Aggregate) {
  const ranks = new Map(rankings.byTimes.map((counterpart, rank) => [counterpart, rank]));
  const contactOf = new Map<number, number>();
  const rowsOf = new Map<string, number[]>();
  for (let at = 0; at < calls.count; at += 1) {
    const counterpart = counterparts[calls.counterparts[at] ?? 0];
    const row = calls.rows[at];
    if (counterpart === undefined || row === undefined) continue;
    contactOf.set(row, ranks.get(counterpart) ?? -1);
    const rows = rowsOf.get(counterpart.formatTel);
    if (rows) rows.push(row);
    else rowsOf.set(counterpart.formatTel, [row]);
  }
  return { contactOf, rowsOf };
}

function rowsIn(calls: CallsBehind, rowsOf: ReadonlyMap<string, number[]>): number[] {
  const rows = calls.flatMap((one) => (typeof one === 'number' ? [one] : (rowsOf.get(one) ?? [])));
  return rows.sort((a, b) => a - b);
}

/** "All calls" stands behind a hundred figures: as ranges it is two numbers. */
function rangesOf(rows: readonly number[]): number[] {
  const ranges: number[] = [];
  for (const row of rows) {
    if (ranges.at(-1) === row - 1) ranges[ranges.length - 1] = row;
    else ranges.push(row, row);
  }
  return ranges;
}

function heatOf({ months, calls, now, openDate }: Aggregate): MonthDays[] {
  const heat = months.map((month) => {
    const start = monthStart(month);
    const days = Array.from({ length: lastDayOf(month) }, (_, day): number | null => {
      const begins = start + day * daySeconds;
      return begins > now || begins + daySeconds <= (openDate ?? 0) ? null : 0;
    });
    return { month, start, days };
  });
  for (let at = 0; at < calls.count; at += 1) {
    const row = heat[calls.months[at] ?? 0];
    if (!row) continue;
    const day = Math.floor(((calls.times[at] ?? 0) - row.start) / daySeconds);
    row.days[day] = (row.days[day] ?? 0) + 1;
  }
  return heat.map(({ month, days }) => ({ month, days }));
}

/** Of a report, what the directory decides and what no mask touches. */
function partsOf({ calls_overview, cuishou_risk_detection, call_behavior, xiangdan, version }: ReportData): string {
  const { number_used, law_dispute } = call_behavior;
  return JSON.stringify([version, calls_overview, cuishou_risk_detection, number_used, law_dispute, xiangdan]);
}
