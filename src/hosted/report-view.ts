/** What the report page is told; its own code reads these types. */

import type { ReportData } from '../report/build-report.ts';

/** `[call_time, call_tel, call_method, call_duration, call_from, call_to, call_type, call_cost, contact]`: the row of the record, and its number's place in `call_log_group_by_tel`, -1 for a row that no figure counts. */
export type CallRow = [string, string, string, string, string, string, string, string, number];

export interface Figure {
  /** English, as `report --explain` prints it. */
  definition: string;
  /** Name in the table of thresholds → the value that was used. */
  threshold?: Record<string, unknown>;
  /** Index into `selections`: the calls behind it. */
  calls: number;
}

export interface MonthDays {
  /** `YYYYMM`. */
  month: string;
  /** Calls of each day from the first; null for a day before the number was opened, or that is still to come. */
  days: (number | null)[];
}

export interface ReportView {
  report: ReportData;
  /** Null: the link's app may not read records. */
  calls: CallRow[] | null;
  /** By the path in the report: `calls_overview.night_calls_length`. */
  figures: Record<string, Figure>;
  /** Rows of `calls` as ranges, both ends counted: `[from, to, from, to, …]`. */
  selections: number[][];
  /** Newest month first. */
  heat: MonthDays[];
  /** False: tag lists have changed since the report was made, and the calls behind a figure may differ from it. */
  isAsReported: boolean;
  /** Whether numbers of third parties are masked for the reader. */
  isMasked: boolean;
}

/** Why nobody may read: no proof at all, a link that is none of ours, one that has expired, an account that may not. */
export type ReportRefusal = 'nothing' | 'link' | 'ended' | 'role' | 'request';

export type ReportReply =
  | { at: 'ready'; view: ReportView }
  /** Still being fetched or built; not to be had; ended before it began; erased, withdrawn or never there. */
  | { at: 'waiting' | 'failed' | 'expired' | 'gone' }
  | { at: 'refused'; why: ReportRefusal };

export type OpenReply = { at: 'opened'; sid: string } | { at: 'refused'; why: ReportRefusal };
