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

export type ItagData = TagsData | TagEntry;

export interface LinksData {
  url: string;
  expires: string;
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
