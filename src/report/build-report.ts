/** The report of §15: a record, what the app said and the directory go in, the document's `data` comes out. */

import type { MonthLists } from '../domain/call-record.ts';
import { type Aggregate, aggregate } from './aggregate.ts';
import { slashedMonth } from './figures.ts';
import type { ReportInput } from './report-input.ts';
import { type CallBehavior, call_behavior } from './sections/call_behavior.ts';
import { call_log_group_by_tel, type GroupRow } from './sections/call_log_group_by_tel.ts';
import { type CallsOverview, calls_overview } from './sections/calls_overview.ts';
import { calls_sa_by_length, type LengthRow } from './sections/calls_sa_by_length.ts';
import { calls_sa_by_major_contact, type MajorContactRow } from './sections/calls_sa_by_major_contact.ts';
import { calls_sa_by_region, type RegionRow } from './sections/calls_sa_by_region.ts';
import { calls_sa_by_tags_financial, type TagRow } from './sections/calls_sa_by_tags_financial.ts';
import { calls_sa_by_times, type TimesRow } from './sections/calls_sa_by_times.ts';
import { calls_sa_monthly_usage, type MonthRow } from './sections/calls_sa_monthly_usage.ts';
import { type CuishouRiskDetection, cuishou_risk_detection } from './sections/cuishou_risk_detection.ts';
import { type InvalidRow, invalid_call_log } from './sections/invalid_call_log.ts';
import { type EmergencyContactRow, mergency_contact } from './sections/mergency_contact.ts';
import { type TelInfoSection, tel_info } from './sections/tel_info.ts';
import { type UserInfoSection, user_info } from './sections/user_info.ts';
import { type XiangdanSection, xiangdan } from './sections/xiangdan.ts';
import { versionOf } from './thresholds.ts';

/** `data` of `/calls/report`, in the order of the table in §15.4, and one key of our own. */
export interface ReportData extends MonthLists {
  sid: string;
  version: string;
  tel_info: TelInfoSection;
  user_info: UserInfoSection | Record<string, never>;
  mergency_contact: EmergencyContactRow[];
  calls_overview: CallsOverview;
  cuishou_risk_detection: CuishouRiskDetection;
  calls_sa_by_major_contact: MajorContactRow[];
  calls_sa_by_tags_financial: TagRow[];
  calls_sa_by_times: TimesRow[];
  calls_sa_by_length: LengthRow[];
  calls_sa_by_region: RegionRow[];
  calls_sa_monthly_usage: MonthRow[];
  call_log_group_by_tel: GroupRow[];
  call_behavior: CallBehavior;
  invalid_call_log: InvalidRow[];
  /** `YYYY/MM`. */
  date_range_start: string;
  date_range_end: string;
  /** Unix seconds with four decimals. */
  created_at: number;
  /** Beyond the document. */
  xiangdan: XiangdanSection;
}

/** Never throws for what a record holds: rows that make no sense go to `invalid_call_log`. */
export function buildReport(input: ReportInput): ReportData {
  return reportOf(aggregate(input));
}

/** The same for whoever needs the aggregate for more than the report. */
export function reportOf(prepared: Aggregate): ReportData {
  const { record, months, now } = prepared;
  const overview = calls_overview(prepared);
  return {
    sid: record.sid,
    version: versionOf(prepared.thresholds),
    tel_info: tel_info(prepared),
    user_info: user_info(prepared),
    mergency_contact: mergency_contact(prepared),
    calls_overview: overview,
    cuishou_risk_detection: cuishou_risk_detection(prepared),
    calls_sa_by_major_contact: calls_sa_by_major_contact(prepared),
    calls_sa_by_tags_financial: calls_sa_by_tags_financial(prepared),
    calls_sa_by_times: calls_sa_by_times(prepared),
    calls_sa_by_length: calls_sa_by_length(prepared),
    calls_sa_by_region: calls_sa_by_region(prepared),
    calls_sa_monthly_usage: calls_sa_monthly_usage(prepared),
    call_log_group_by_tel: call_log_group_by_tel(prepared),
    call_behavior: call_behavior(prepared, overview),
    invalid_call_log: invalid_call_log(prepared),
    call_log_missing_month_list: [...record.call_log_missing_month_list],
    call_log_possibly_missing_month_list: [...record.call_log_possibly_missing_month_list],
    call_log_part_missing_month_list: [...record.call_log_part_missing_month_list],
    phone_bill_missing_month_list: [...record.phone_bill_missing_month_list],
    date_range_start: slashedMonth(months.at(-1) ?? ''),
    date_range_end: slashedMonth(months[0] ?? ''),
    created_at: Math.round(now * 10_000) / 10_000,
    xiangdan: xiangdan(prepared),
  };
}
