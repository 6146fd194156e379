/** `data` of `/calls/report` (§15) as a schema, in the order of its table, and the one key of our own. */

import { Type } from 'typebox';
import { count, label, monthLists, monthText, percent, seconds, slashedMonth } from './parts.ts';
import { callBehavior, cuishouRiskDetection, regionCheck, userInfoSection } from './report-checks.ts';
import {
  byLength,
  byTimes,
  emergencyContact,
  groupRow,
  invalidRow,
  majorContact,
  monthRow,
  regionRow,
  tagRow,
  telInfoSection,
} from './report-lists.ts';

const overview = Type.Object(
  {
    most_active_region: label,
    result_of_region_check: percent,
    conclusion_of_region_check: regionCheck,
    tel_region: label,
    most_contacted_region: label,
    blank_times_count: Type.Integer({ minimum: 0, description: 'Silences of 72 hours and more.' }),
    blank_times_count_180: count,
    blank_times_count_max: Type.Integer({ minimum: 0, description: 'Hours.' }),
    blank_times_list: Type.Array(Type.Tuple([Type.String(), Type.String(), Type.Integer()]), {
      description: 'Start and end in unix seconds as text, whole hours; newest first.',
    }),
    night_calls_length: seconds,
    night_calls_percent: percent,
    evening_calls_length: seconds,
    evening_calls_percent: percent,
    both_side_calls_count: count,
    both_side_calls_percent: percent,
    phone_bill_average: Type.String({ description: 'Yuan, or `暂无数据, 无法分析`.' }),
    call_region_sum: Type.Integer({
      minimum: 0,
      description: 'Distinct regions (§15.4 has this and the next swapped).',
    }),
    call_tel_sum: Type.Integer({ minimum: 0, description: 'Distinct numbers.' }),
    call_times_sum: count,
  },
  { title: 'CallsOverview' },
);

const ownSection = Type.Object(
  {
    completeness: Type.Array(
      Type.Object({
        month: monthText,
        calls: Type.Union([
          Type.Literal('complete'),
          Type.Literal('missing'),
          Type.Literal('possibly_missing'),
          Type.Literal('part_missing'),
        ]),
        calls_cause: label,
        call_times: count,
        bill: Type.Union([Type.Literal('issued'), Type.Literal('not_issued'), Type.Literal('missing')]),
        bill_cause: label,
      }),
    ),
    calls_by_hour: Type.Array(Type.Array(count), { description: 'Seven rows, Monday first, of 24 counts.' }),
    circle_by_province: Type.Array(
      Type.Object({ region: label, total_format_tel: count, percent, call_times: count, call_length: seconds }),
    ),
    travel: Type.Array(Type.Object({ region: label, from: label, to: label, days: count, call_times: count })),
    contact_trend: Type.Array(
      Type.Object({
        months: Type.Union([Type.Literal(1), Type.Literal(3), Type.Literal(6)]),
        new: count,
        kept: count,
        lost: count,
      }),
    ),
  },
  { title: 'XiangdanSection', description: 'Beyond the document; clients of the original ignore the key.' },
);

export const reportSchema = Type.Object(
  {
    sid: label,
    version: label,
    tel_info: telInfoSection,
    user_info: Type.Partial(userInfoSection, {
      title: 'UserInfoSection',
      description: 'What the app said at flow, compared with the carrier; empty when it said nothing.',
    }),
    mergency_contact: Type.Array(emergencyContact),
    calls_overview: overview,
    cuishou_risk_detection: cuishouRiskDetection,
    calls_sa_by_major_contact: Type.Array(majorContact),
    calls_sa_by_tags_financial: Type.Array(tagRow),
    calls_sa_by_times: Type.Array(byTimes),
    calls_sa_by_length: Type.Array(byLength),
    calls_sa_by_region: Type.Array(regionRow),
    calls_sa_monthly_usage: Type.Array(monthRow),
    call_log_group_by_tel: Type.Array(groupRow),
    call_behavior: callBehavior,
    invalid_call_log: Type.Array(invalidRow),
    ...monthLists,
    date_range_start: slashedMonth,
    date_range_end: slashedMonth,
    created_at: Type.Number({ description: 'Unix seconds with four decimals.' }),
    xiangdan: ownSection,
  },
  { title: 'ReportData' },
);
