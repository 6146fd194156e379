/**
 * The record of §13: calls, bills and registration as fetched from the carrier.
 *
 * These types carry the document's own snake_case keys, because the object is stored and sent byte for byte.
 */

/** What stands where the carrier shows nothing (report semantics §2). */
export const undisclosed = '运营商未透露';

/** One call, every value a string (§13). Readable rows obey the comments; unreadable ones stay as the carrier gave them. */
export interface CallRecord {
  /** Where the subscriber's own phone was: `北京`, `浙江宁波`. */
  call_from: string;
  /** Start, unix seconds, 10 digits. */
  call_time: string;
  /** Where the counterpart's number belongs, as the carrier prints it. */
  call_to: string;
  /** The counterpart's number as the carrier prints it. */
  call_tel: string;
  /** `主叫` or `被叫`. */
  call_method: string;
  call_type: string;
  /** Yuan, `0.00`. */
  call_cost: string;
  /** Whole seconds. */
  call_duration: string;
}

/** One month's bill; amounts in yuan, `0.00` (§13). */
export interface Bill {
  /** `YYYYMM`. */
  bill_month: string;
  bill_amount: string;
  bill_package: string;
  bill_ext_calls: string;
  bill_ext_data: string;
  bill_ext_sms: string;
  bill_zengzhifei: string;
  bill_daishoufei: string;
  bill_qita: string;
}

/** What the carrier has on file; each value may be `undisclosed` (§13). */
export interface TelInfo {
  full_name: string;
  id_card: string;
  address: string;
  /** Unix seconds of the first day, or `undisclosed`. */
  open_date: string;
}

/** Months (`YYYYMM`, ascending) for which something could not be had (report semantics §9). */
export interface MonthLists {
  call_log_missing_month_list: string[];
  call_log_possibly_missing_month_list: string[];
  call_log_part_missing_month_list: string[];
  phone_bill_missing_month_list: string[];
}

/** `data` of `/calls/record`: calls newest first, bills newest first. */
export interface RecordData extends MonthLists {
  tel: string;
  uid: string;
  sid: string;
  call_log: CallRecord[];
  tel_info: TelInfo;
  bill: Bill[];
  /** Beyond the document; clients of the original ignore the key. */
  xiangdan?: {
    /** Calls whose time cannot be read: their index in `call_log`, and the month (`YYYYMM`) that they were asked for with. */
    undated_calls: { index: number; month: string }[];
  };
}

/** A record without its calls, for whoever has them in another form. */
export type RecordHead = Omit<RecordData, 'call_log'>;

/** What the app said about the subscriber at flow (§3), kept with the session; absent fields are left out. */
export interface UserInfo {
  user_name?: string;
  user_idcard?: string;
  user_province?: string;
  user_city?: string;
  user_address?: string;
}

/** An emergency contact named at flow (§3), with its priority settled. */
export interface UserContact {
  contact_tel: string;
  contact_name: string;
  contact_relationship: string;
  contact_priority: number;
}
