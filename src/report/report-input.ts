/** What a report is made from. The same input always gives the same report (report semantics §1). */

import type { CallColumns } from '../domain/call-columns.ts';
import type { RecordData, RecordHead, UserContact, UserInfo } from '../domain/call-record.ts';
import type { NumberOwner } from '../domain/carrier.ts';
import type { Thresholds } from './thresholds.ts';

/** What the report needs to know of a number; text is `''` and lists are empty where nothing is known. */
export interface NumberFacts {
  /** Province, `全国` for service numbers, `未知` where it cannot be located. */
  region: string;
  owner: NumberOwner | null;
  /** Yellow-page name. */
  name: string;
  /** What people marked the number as, and how many did. */
  flag: { type: string; num: number } | null;
  catnames: readonly string[];
  itagIds: readonly number[];
  financialTags: readonly string[];
  list: 'dunning' | 'suspected_dunning' | null;
}

/** The part of the directory that the report uses; declared here because rooms do not reach into each other. */
export interface Directory {
  normalise(raw: string): { formatTel: string; kind: string };
  lookUp(formatTel: string): NumberFacts;
  provinceOf(place: string): string;
}

interface Circumstances {
  userInfo: UserInfo | null;
  userContacts: UserContact[];
  /** The report's creation, unix seconds; may have a fraction. */
  now: number;
  directory: Directory;
  /** In place of the table in thresholds.ts. */
  thresholds?: Thresholds;
}

export interface ReportInput extends Circumstances {
  record: RecordData;
}

/** The same with the calls as columns. */
export interface ColumnsInput extends Circumstances {
  record: RecordHead;
  calls: CallColumns;
}

export const nationwide = '全国';
export const unknownRegion = '未知';
