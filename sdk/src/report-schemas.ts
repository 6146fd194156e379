/** The types of the report. Made from the server by `npm run docs:openapi`: do not edit. */

// biome-ignore-all format: made by a program, one line a key

import type { EmergencyContactRow, GroupRow, InvalidRow, LengthRow, MajorContactRow, MonthRow, NumberTagRow, RegionRow, TagRow, TimesRow } from './report-rows.ts';

export interface BillDetail {
  /** Yuan. */
  bill_package: number;
  /** Yuan. */
  bill_ext_calls: number;
  /** Yuan. */
  bill_ext_data: number;
  /** Yuan. */
  bill_ext_sms: number;
  /** Yuan. */
  bill_zengzhifei: number;
  /** Yuan. */
  bill_daishoufei: number;
  /** Yuan. */
  bill_qita: number;
}

export interface CallBehavior {
  number_tags: NumberTagRow[];
  result_num_tags: '异常' | '无异常';
  number_used: NumberUsed;
  result_num_used: '异常' | '无异常';
  law_dispute: LawDispute;
  result_law_dispute: '异常' | '无异常';
}

export interface CallsOverview {
  most_active_region: string;
  /** 0–100, one decimal. */
  result_of_region_check: number;
  /** 0 unknown · 1 the most active region is the number's own · 2 it is not. */
  conclusion_of_region_check: 0 | 1 | 2;
  tel_region: string;
  most_contacted_region: string;
  /** Silences of 72 hours and more. */
  blank_times_count: number;
  blank_times_count_180: number;
  /** Hours. */
  blank_times_count_max: number;
  /** Start and end in unix seconds as text, whole hours; newest first. */
  blank_times_list: [string, string, number][];
  /** Seconds. */
  night_calls_length: number;
  /** 0–100, one decimal. */
  night_calls_percent: number;
  /** Seconds. */
  evening_calls_length: number;
  /** 0–100, one decimal. */
  evening_calls_percent: number;
  both_side_calls_count: number;
  /** 0–100, one decimal. */
  both_side_calls_percent: number;
  /** Yuan, or `暂无数据, 无法分析`. */
  phone_bill_average: string;
  /** Distinct regions (§15.4 has this and the next swapped). */
  call_region_sum: number;
  /** Distinct numbers. */
  call_tel_sum: number;
  call_times_sum: number;
}

export interface ContactDetail {
  /** Masked: `138****5678`. */
  format_tel: string;
  tags_yellow_page: string;
  call_out_times: number;
  call_in_times: number;
  /** Seconds. */
  call_out_length: number;
  /** Seconds. */
  call_in_length: number;
}

export interface CuishouRiskDetection {
  total_tels: number;
  total_call_times: number;
  total_call_in_times: number;
  total_call_out_times: number;
  cuishou: DunningFigures;
  cuishou_degree: DunningDegrees;
  yisicuishou: DunningFigures;
  yisicuishou_degree: DunningDegrees;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  detection_result: 0 | 1 | 2 | 3;
}

export interface DunningDegrees {
  /** 0 none · 1 light · 2 middle · 3 grave. */
  nums_tel: 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  call_in_times: 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  call_in_length: 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  call_in_less_15: 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  most_times_by_tel: 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  up_2_times_by_tel: 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  call_out_times: 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  call_out_length: 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  '7day_times': 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  '30day_times': 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  '60day_times': 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  '90day_times': 0 | 1 | 2 | 3;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  '120day_times': 0 | 1 | 2 | 3;
}

export interface DunningFigures {
  nums_tel: number;
  call_times: string;
  call_in_times: number;
  call_in_length: number;
  call_in_less_15: number;
  most_times_by_tel: number;
  up_2_times_by_tel: number;
  call_out_times: number;
  call_out_length: number;
  '7day_times': number;
  '30day_times': number;
  '60day_times': number;
  '90day_times': number;
  '120day_times': number;
}

export interface LawDispute {
  times_lawyer: number;
  times_public_security_law: number;
  times_110: number;
  unnormal_flag: {
    times_110_flag: boolean;
    times_public_security_law_flag: boolean;
    times_lawyer_flag: boolean;
  };
}

export interface NumberUsed {
  telecom: string;
  /** Unix seconds of the first day, or `运营商未透露`. */
  open_date: string;
  blank_times_count_30: number;
  blank_times_count_90: number;
  blank_times_count_180: number;
  /** Whole days. */
  blank_times_count_max: number;
  amount_less_10_times: number;
  phone_bill_average: string;
  times_per_mon_10: number;
  times_express_delivery: number;
  times_telecom: number;
  total_tels: number;
  /** 0 unknown · 1 the most active region is the number's own · 2 it is not. */
  active_region_check: 0 | 1 | 2;
  unnormal_flag: {
    blank_times_count_max_flag: boolean;
    amount_less_10_times_flag: boolean;
    blank_times_count_30_flag: boolean;
    blank_times_count_90_flag: boolean;
    times_per_mon_10_flag: boolean;
    open_date_flag: boolean;
    active_region_check_flag: boolean;
  };
}

export interface ReportData {
  sid: string;
  version: string;
  tel_info: TelInfoSection;
  user_info: UserInfoSection;
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
  /** Months whose calls could not be had. */
  call_log_missing_month_list: string[];
  /** Months that came empty without the carrier saying that there were no calls. */
  call_log_possibly_missing_month_list: string[];
  /** Months of which a part is missing. */
  call_log_part_missing_month_list: string[];
  /** Months whose bill could not be had. */
  phone_bill_missing_month_list: string[];
  /** `YYYY/MM`. */
  date_range_start: string;
  /** `YYYY/MM`. */
  date_range_end: string;
  /** Unix seconds with four decimals. */
  created_at: number;
  xiangdan: XiangdanSection;
}

export interface TelInfoSection {
  /** Type of the number's flag, empty without one. */
  tags_label: string;
  tags_label_times: number;
  tags_yellow_page: string;
  tags_financial: string[];
  /** Region of the number. */
  fancha_telloc: string;
  tel: string;
  full_name: string;
  id_card: string;
  address: string;
  /** Unix seconds of the first day, or `运营商未透露`. */
  open_date: string;
}

/** What the app said at flow, compared with the carrier; empty when it said nothing. */
export interface UserInfoSection {
  user_name?: string;
  user_idcard?: string;
  user_province?: string;
  user_city?: string;
  user_address?: string;
  /** 0 not applicable · 1 equal · 2 different · 3 alike as far as the masked value shows. */
  conclusion_of_user_name_check?: 0 | 1 | 2 | 3;
  /** 0 not applicable · 1 equal · 2 different · 3 alike as far as the masked value shows. */
  conclusion_of_user_idcard_check?: 0 | 1 | 2 | 3;
  /** 0 not applicable · 1 equal · 2 different · 3 alike as far as the masked value shows. */
  conclusion_of_user_address_check?: 0 | 1 | 2 | 3;
}

/** Beyond the document; clients of the original ignore the key. */
export interface XiangdanSection {
  completeness: ({
    /** `YYYYMM`. */
    month: string;
    calls: 'complete' | 'missing' | 'possibly_missing' | 'part_missing';
    calls_cause: string;
    call_times: number;
    bill: 'issued' | 'not_issued' | 'missing';
    bill_cause: string;
  })[];
  /** Seven rows, Monday first, of 24 counts. */
  calls_by_hour: number[][];
  circle_by_province: {
    region: string;
    total_format_tel: number;
    /** 0–100, one decimal. */
    percent: number;
    call_times: number;
    /** Seconds. */
    call_length: number;
  }[];
  travel: {
    region: string;
    from: string;
    to: string;
    days: number;
    call_times: number;
  }[];
  contact_trend: ({
    months: 1 | 3 | 6;
    new: number;
    kept: number;
    lost: number;
  })[];
}
