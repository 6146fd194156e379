/** The types of the rows in the sections of the report. Made from the server by `npm run docs:openapi`: do not edit. */

// biome-ignore-all format: made by a program, one line a key

import type { BillDetail, ContactDetail } from './report-schemas.ts';

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
