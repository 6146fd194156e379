/** `data` of `/calls/report` as the table of §15.4 types it, field by field; mixed number and string types are the contract. */

import { Type } from 'typebox';
import { digits, months, openDate } from './record-shape.ts';
import { callBehavior, cuishouRiskDetection } from './report-checks-shape.ts';

const int = Type.Integer();
const count = Type.Integer({ minimum: 0 });
const text = Type.String();
const texts = Type.Array(text);
const conclusion = Type.Integer({ minimum: 0, maximum: 3 });
const percent = Type.Number({ minimum: 0, maximum: 100 });
const slashedMonth = Type.String({ pattern: '^\\d{4}/\\d\\d$' });

const tags = { tags_financial: texts, tags_label: text, tags_label_times: count, tags_yellow_page: text };
const place = { fancha_telloc: text };
const counted = { format_tel: text, ...place, call_times: digits, call_length: digits };

const telInfo = Type.Object({
  tel: digits,
  id_card: text,
  full_name: text,
  address: text,
  open_date: openDate,
  ...tags,
  ...place,
});

const userInfo = Type.Object({
  user_name: text,
  conclusion_of_user_name_check: conclusion,
  user_idcard: text,
  conclusion_of_user_idcard_check: conclusion,
  user_province: text,
  user_city: text,
  user_address: text,
  conclusion_of_user_address_check: conclusion,
});

const emergencyContact = Type.Object({
  contact_priority: int,
  contact_name: text,
  contact_relationship: text,
  ...tags,
  ...counted,
  call_times_index: count,
  call_length_index: count,
});

const overview = Type.Object({
  most_active_region: text,
  result_of_region_check: percent,
  conclusion_of_region_check: Type.Integer({ minimum: 0, maximum: 2 }),
  tel_region: text,
  most_contacted_region: text,
  blank_times_count_180: count,
  blank_times_count: count,
  blank_times_count_max: count,
  blank_times_list: Type.Array(Type.Tuple([digits, digits, count])),
  night_calls_length: count,
  night_calls_percent: percent,
  evening_calls_length: count,
  evening_calls_percent: percent,
  both_side_calls_count: count,
  both_side_calls_percent: percent,
  phone_bill_average: text,
  call_region_sum: count,
  call_times_sum: count,
  call_tel_sum: count,
});

const tagDetail = Type.Object({
  format_tel: text,
  tags_yellow_page: text,
  call_out_times: count,
  call_out_length: count,
  call_in_times: count,
  call_in_length: count,
});

const region = Type.Object({
  region: text,
  total_format_tel: count,
  call_times: digits,
  call_length: digits,
  call_in_times: count,
  call_out_times: count,
  call_in_length: count,
  call_out_length: count,
});

const amount = Type.Number({ minimum: 0 });
const monthBill = Type.Object({
  bill_package: amount,
  bill_ext_calls: amount,
  bill_ext_data: amount,
  bill_ext_sms: amount,
  bill_zengzhifei: amount,
  bill_daishoufei: amount,
  bill_qita: amount,
});

const monthlyUsage = Type.Object({
  month: slashedMonth,
  call_times: digits,
  call_length: digits,
  month_active_most: text,
  month_bill_amount: Type.Union([amount, text]),
  month_bill_detail: Type.Union([monthBill, text]),
});

const invalidCall = Type.Object({
  month: Type.String({ pattern: '^\\d{6}$' }),
  call_tel: text,
  call_from: text,
  call_time: text,
  call_duration: int,
  call_method: text,
  format_tel: text,
  ...place,
  ...tags,
});

export const reportShape = Type.Object({
  sid: Type.String({ pattern: '^SID[0-9a-f]{32}$' }),
  version: Type.String({ pattern: '^V\\d' }),
  tel_info: telInfo,
  user_info: userInfo,
  mergency_contact: Type.Array(emergencyContact),
  calls_overview: overview,
  cuishou_risk_detection: cuishouRiskDetection,
  calls_sa_by_major_contact: Type.Array(Type.Object({ ...counted, ...tags, call_tel_label: texts })),
  calls_sa_by_tags_financial: Type.Array(
    Type.Object({
      tags_name: text,
      call_times: text,
      call_length: text,
      contact_last_time: text,
      contact_detail: Type.Array(tagDetail),
    }),
    { minItems: 15, maxItems: 15 },
  ),
  calls_sa_by_times: Type.Array(
    Type.Object({ ...counted, ...tags, call_tel_label: texts, call_out_times: count, call_in_times: count }),
    { maxItems: 10 },
  ),
  calls_sa_by_length: Type.Array(
    Type.Object({ ...counted, ...tags, call_tel_label: texts, call_out_length: count, call_in_length: count }),
    { maxItems: 10 },
  ),
  calls_sa_by_region: Type.Array(region),
  calls_sa_monthly_usage: Type.Array(monthlyUsage, { minItems: 1 }),
  call_log_group_by_tel: Type.Array(
    Type.Object({
      ...counted,
      ...tags,
      call_out_times: count,
      call_in_times: count,
      recent_call_time: digits,
      first_call_time: Type.String({ pattern: '^\\d*$' }),
    }),
  ),
  call_behavior: callBehavior,
  invalid_call_log: Type.Array(invalidCall),
  call_log_missing_month_list: months,
  call_log_possibly_missing_month_list: months,
  call_log_part_missing_month_list: months,
  phone_bill_missing_month_list: months,
  date_range_start: slashedMonth,
  date_range_end: slashedMonth,
  created_at: Type.Number({ minimum: 1_000_000_000 }),
});
