/** The types of the wire API. Made from the server by `npm run docs:openapi`: do not edit. */

// biome-ignore-all format: made by a program, one line a key

export interface AuthorisationPush {
  status: 0;
  tel: string;
  uid: string;
  sid: string;
}

export interface BatchData {
  tid: string;
}

export interface BatchResult {
  tid: string;
  /** By the number as it came. */
  tags: Record<string, TagEntry>;
}

/** One month's bill. */
export interface Bill {
  /** `YYYYMM`. */
  bill_month: string;
  /** Yuan, `0.00`. */
  bill_amount: string;
  /** Yuan, `0.00`. */
  bill_package: string;
  /** Yuan, `0.00`. */
  bill_ext_calls: string;
  /** Yuan, `0.00`. */
  bill_ext_data: string;
  /** Yuan, `0.00`. */
  bill_ext_sms: string;
  /** Yuan, `0.00`. */
  bill_zengzhifei: string;
  /** Yuan, `0.00`. */
  bill_daishoufei: string;
  /** Yuan, `0.00`. */
  bill_qita: string;
}

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

/** One call. Unreadable rows stay as the carrier gave them. */
export interface CallRecord {
  /** Where the subscriber's own phone was. */
  call_from: string;
  /** Start, unix seconds, 10 digits. */
  call_time: string;
  /** Where the counterpart's number belongs. */
  call_to: string;
  /** The counterpart's number as the carrier prints it. */
  call_tel: string;
  /** `主叫` (out) or `被叫` (in). */
  call_method: string;
  call_type: string;
  /** Yuan, `0.00`. */
  call_cost: string;
  /** Seconds, as text. */
  call_duration: string;
}

export interface CallsFlowData {
  sid: string;
  need_pin_pwd: 0 | 1;
  need_full_name: 0 | 1;
  need_id_card: 0 | 1;
  sms_duration: number | '';
  captcha_image: string;
  verify_notes: string;
}

export interface CallsLoginData {
  sms_duration: number | '';
  captcha_image: string;
  verify_notes: string;
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

export interface CallsVerifyCaptchaData {
  captcha_image: string;
}

export interface CallsVerifyData {
  sms_duration: number | '';
  captcha_image: string;
  content: string;
  verify_notes: string;
}

export interface CallsVerifySmsData {
  sms_duration: number | '';
  verify_notes: string;
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

export interface EmergencyContactRow {
  /** Type of the number's flag, empty without one. */
  tags_label: string;
  tags_label_times: number;
  tags_yellow_page: string;
  tags_financial: string[];
  /** Region of the number. */
  fancha_telloc: string;
  format_tel: string;
  /** A number of calls, as text. */
  call_times: string;
  /** Seconds, as text. */
  call_length: string;
  contact_priority: number;
  contact_name: string;
  contact_relationship: string;
  /** Place among all numbers from 1; 0 when never called. */
  call_times_index: number;
  call_length_index: number;
}

export interface EncryptedResultPush {
  status: number;
  msg: string;
  sid: string;
  /** A random IV of 16 bytes, then AES-256-CBC with PKCS#7 of the UTF-8 JSON of `data`; the key is the 32 bytes of the appsecret. */
  data: string;
}

export interface ErrorEnvelope {
  /** The code. */
  status: number;
  action: 'processing' | 'reset';
  /** For the subscriber; a hint may follow after `：`. */
  msg: string;
  /** Empty. */
  data: Record<string, unknown>;
}

export interface FailedResultPush {
  status: number;
  action: 'reset';
  msg: string;
  data: {
    tel: string;
    uid: string;
    sid: string;
  };
}

export interface ForgetPwdData {
  tid: string;
  need_new_pwd: 0 | 1;
  need_contacts: 0 | 1;
  sms_duration: number | '';
  login_sms_duration: number | '';
  content: string;
}

export interface GroupRow {
  /** Type of the number's flag, empty without one. */
  tags_label: string;
  tags_label_times: number;
  tags_yellow_page: string;
  tags_financial: string[];
  /** Region of the number. */
  fancha_telloc: string;
  format_tel: string;
  /** A number of calls, as text. */
  call_times: string;
  /** Seconds, as text. */
  call_length: string;
  call_out_times: number;
  call_in_times: number;
  /** Unix seconds, as text. */
  recent_call_time: string;
  /** The same; empty when there was exactly one call. */
  first_call_time: string;
}

/** A row that cannot be counted, as the carrier gave it. */
export interface InvalidRow {
  /** Type of the number's flag, empty without one. */
  tags_label: string;
  tags_label_times: number;
  tags_yellow_page: string;
  tags_financial: string[];
  /** Region of the number. */
  fancha_telloc: string;
  /** `YYYYMM`. */
  month: string;
  call_tel: string;
  call_from: string;
  call_time: string;
  /** Seconds. */
  call_duration: number;
  call_method: string;
  format_tel: string;
}

export type ItagData = TagsData | TagEntry;

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

export interface LengthRow {
  /** Type of the number's flag, empty without one. */
  tags_label: string;
  tags_label_times: number;
  tags_yellow_page: string;
  tags_financial: string[];
  /** Region of the number. */
  fancha_telloc: string;
  format_tel: string;
  /** A number of calls, as text. */
  call_times: string;
  /** Seconds, as text. */
  call_length: string;
  call_tel_label: string[];
  /** Seconds. */
  call_out_length: number;
  /** Seconds. */
  call_in_length: number;
}

export interface LinksData {
  url: string;
  expires: string;
}

export interface MajorContactRow {
  /** Type of the number's flag, empty without one. */
  tags_label: string;
  tags_label_times: number;
  tags_yellow_page: string;
  tags_financial: string[];
  /** Region of the number. */
  fancha_telloc: string;
  format_tel: string;
  /** A number of calls, as text. */
  call_times: string;
  /** Seconds, as text. */
  call_length: string;
  call_tel_label: string[];
}

export interface MonthRow {
  /** `YYYY/MM`. */
  month: string;
  /** A number of calls, as text. */
  call_times: string;
  /** Seconds, as text. */
  call_length: string;
  month_active_most: string;
  month_bill_amount: number | '未出账单' | '暂无数据';
  month_bill_detail: BillDetail | '未出账单' | '暂无数据';
}

export interface NumberTagRow {
  call_tel_label: string;
  tel: string;
  tags_label: string;
  tags_label_times: number;
  unnormal_flag: boolean;
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

export interface OverviewFigures {
  /** Distinct numbers. */
  call_tel_total_nums: string;
  call_total_times: string;
  call_out_times: string;
  call_in_times: string;
  call_total_duration: string;
  call_avg_duration: string;
  call_out_duration: string;
  call_in_duration: string;
  call_duration_below15: string;
  call_duration_between15_and_30: string;
  call_duration_above60: string;
  /** `YYYY-MM-DD HH:mm:ss`, or `无`. */
  first_call_time: string;
  last_call_time: string;
}

/** May be gzipped or deflated. */
export interface OwnCalls {
  tel: string;
  /** Base instant, unix seconds; without it, now. */
  time?: number;
  call_log: ({
    /** With `encrypt=1` the md5 of the number in hex. */
    call_tel: string;
    /** Unix seconds. */
    call_time: number;
    /** Seconds. */
    call_duration: number;
    /** 1 out · 2 in. */
    call_method: '1' | '2';
  })[];
}

export interface PlainResultPush {
  status: 0;
  action: 'done';
  msg: string;
  data: RecordData;
}

export interface Receipt {
  receipt_id: string;
  sid: string;
  erased_at: string;
  what: string[];
  reason: string;
  key_id: string;
  signature: string;
}

export interface ReceiptsKeyData {
  key_id: string;
  algorithm: 'Ed25519';
  public_key: string;
}

export interface RecordData {
  /** Months whose calls could not be had. */
  call_log_missing_month_list: string[];
  /** Months that came empty without the carrier saying that there were no calls. */
  call_log_possibly_missing_month_list: string[];
  /** Months of which a part is missing. */
  call_log_part_missing_month_list: string[];
  /** Months whose bill could not be had. */
  phone_bill_missing_month_list: string[];
  tel: string;
  uid: string;
  sid: string;
  /** Newest first. */
  call_log: CallRecord[];
  tel_info: TelInfo;
  /** Newest first. */
  bill: Bill[];
  /** Beyond the document: calls whose time cannot be read, with the month they were asked for with. */
  xiangdan?: {
    undated_calls: {
      index: number;
      /** `YYYYMM`. */
      month: string;
    }[];
  };
}

export interface RegionRow {
  region: string;
  /** Distinct numbers. */
  total_format_tel: number;
  /** A number of calls, as text. */
  call_times: string;
  /** Seconds, as text. */
  call_length: string;
  call_out_times: number;
  call_in_times: number;
  /** Seconds. */
  call_out_length: number;
  /** Seconds. */
  call_in_length: number;
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

export interface ReportStatusPush {
  /** 0: record and report can be pulled; 2: there will be none. */
  status: 0 | 2;
  tel: string;
  uid: string;
  sid: string;
}

export interface ScoreData {
  overview: {
    dunning: OverviewFigures;
    not_sure_dunning: OverviewFigures;
  };
  last_week: ScoreWindow;
  last_two_weeks: ScoreWindow;
  last_three_weeks: ScoreWindow;
  last_30_days: ScoreWindow;
  last_30_and_60_days: ScoreWindow;
  last_60_and_90_days: ScoreWindow;
  /** The score's own id. */
  sid: string;
  tel: string;
  /** The session's `sid`. */
  uid: string;
  /** Base instant, unix seconds. */
  time: number;
  total_num: number;
  effective_num: number;
}

export interface ScoreFigures {
  /** Distinct numbers. */
  call_tel_total_nums: string;
  call_total_times: string;
  call_out_times: string;
  call_in_times: string;
  call_total_duration: string;
  call_avg_duration: string;
  call_out_duration: string;
  call_in_duration: string;
  call_duration_below15: string;
  call_duration_between15_and_30: string;
  call_duration_above60: string;
}

/** The confirmed and the suspected dunning numbers. */
export interface ScoreWindow {
  dunning: ScoreFigures;
  not_sure_dunning: ScoreFigures;
}

/**
 * - `awaiting_login` → `awaiting_verify` `authorised` `expired` `withdrawn` `erased`; record 3001, report 3101
 * - `awaiting_verify` → `authorised` `expired` `withdrawn` `erased`; record 3001, report 3101
 * - `authorised` → `fetching` `query_failed` `withdrawn` `erased`; record 3001, report 3101
 * - `fetching` → `fetched` `query_failed` `withdrawn` `erased`; record 3001, report 3101
 * - `fetched` → `reported` `report_failed` `withdrawn` `erased`; record data, report 3101
 * - `reported` → `withdrawn` `erased`; record data, report data
 * - `report_failed` → `withdrawn` `erased`; record data, report 3102
 * - `query_failed` → `withdrawn` `erased`; record 3100, report 3102
 * - `expired` → `withdrawn` `erased`; record 4004, report 4004
 * - `withdrawn` → `erased`; record 4016, report 4016
 * - `erased` → the end; record 4016, report 4016
 */
export type SessionState = 'awaiting_login' | 'awaiting_verify' | 'authorised' | 'fetching' | 'fetched' | 'reported' | 'report_failed' | 'query_failed' | 'expired' | 'withdrawn' | 'erased';

export interface SessionsData {
  sessions: {
    sid: string;
    tel: string;
    uid: string;
    state: SessionState;
    carrier: string;
    province: string;
    created_at: string;
    touched_at: string;
  }[];
  next: string;
}

export interface SessionsSidData {
  sid: string;
  tel: string;
  uid: string;
  state: SessionState;
  carrier: string;
  province: string;
  failure_code: number | null;
  progress: {
    months_done: number;
    months_total: number;
    calls: number;
  };
  created_at: string;
  touched_at: string;
  pushes: ({
    id: string;
    kind: string;
    state: string;
    attempts: number;
    next_at: string;
    last_status: number | null;
    last_error: string | null;
    created_at: string;
  })[];
  consent: {
    channel: string;
    purposes: string[];
    recipient: string;
    text_version: string | null;
    text_hash: string | null;
    reference: string | null;
    given_at: string;
  } | null;
  timeline: {
    event: string;
    at: string;
  }[];
}

export interface SessionsSidReportLinkData {
  sid: string;
  url: string;
  expires: string;
}

export interface SessionsSidWithdrawData {
  sid: string;
  withdrawn_at: string;
}

export interface TagEntry {
  status: '0';
  /** Yellow-page name. */
  name?: string;
  teldesc?: string;
  /** The number after normalising. */
  telnum: string;
  /** Province, city and carrier: `湖北襄阳电信`. */
  telloc?: string;
  flag?: {
    type: string;
    num: number;
    fid: number;
  };
  catnames?: string[];
  itag_ids: number[];
}

export interface TagRow {
  tags_name: string;
  /** A number of calls, as text. */
  call_times: string;
  /** Seconds, as text. */
  call_length: string;
  /** `YYYY/MM/DD HH:MM:SS`, or empty. */
  contact_last_time: string;
  contact_detail: ContactDetail[];
}

export interface TagsData {
  sid: string;
  /** By the number as it came. */
  tags: Record<string, TagEntry>;
}

export interface TagsPush {
  sid: string;
  /** By the number as it came. */
  tags: Record<string, TagEntry>;
}

/** What the carrier has on file; each may be `运营商未透露`. */
export interface TelInfo {
  full_name: string;
  id_card: string;
  address: string;
  /** Unix seconds of the first day, or `运营商未透露`. */
  open_date: string;
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

export interface TimesRow {
  /** Type of the number's flag, empty without one. */
  tags_label: string;
  tags_label_times: number;
  tags_yellow_page: string;
  tags_financial: string[];
  /** Region of the number. */
  fancha_telloc: string;
  format_tel: string;
  /** A number of calls, as text. */
  call_times: string;
  /** Seconds, as text. */
  call_length: string;
  call_tel_label: string[];
  call_out_times: number;
  call_in_times: number;
}

export interface TokenData {
  token: string;
  expires: string;
}

export interface UserContactParam {
  contact_tel: string;
  contact_name?: string;
  contact_relationship?: string;
  contact_priority?: number;
}

/** Who the app says that the subscriber is. Its fields may come flat beside `tel`. */
export interface UserInfoParam {
  user_name?: string;
  user_idcard?: string;
  user_province?: string;
  user_city?: string;
  user_address?: string;
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
