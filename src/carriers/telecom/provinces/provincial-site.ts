/** What a province's portal can do, whatever its sub-dialect, and what it must be told about the visitor. */

import type { Bill, TelInfo } from '../../../domain/call-record.ts';
import type { MonthPage } from '../../months.ts';
import type { Portal } from '../../portal.ts';
import type { Province } from './provinces.ts';

export interface Visitor {
  portal: Portal;
  tel: string;
  province: Province;
  /** The folder of the province's portal: `zj`. */
  siteCode: string;
  /** As typed; '' in provinces that do not ask. */
  fullName: string;
  idCard: string;
  /** The texted code, once it was right; '' before, and in provinces that ask for it once only. */
  smsCode: string;
}

export interface SentCode {
  result: 'sent' | 'stillValid' | 'dailyCap' | 'failed';
  /** What the carrier tells the subscriber about it (吉林), else ''. */
  hint: string;
}

/** Each method is one request. It throws a PortalTrouble that names the page, or the signal's reason. */
export interface ProvincialSite {
  /** Where the jump page leads, below the province's folder. */
  entryPath: string;
  /** Whether name and ID card are wanted besides the password, and the texted code with every page of calls. */
  wantsIdentity: boolean;
  /** Rows of a full page of calls. */
  fullPage: number;
  /** Must a texted code be entered before calls are shown? */
  needsCode(visitor: Visitor): Promise<boolean>;
  /** Are name and ID card those on file? Without it no code is texted where identity is wanted. */
  isOwner(visitor: Visitor): Promise<boolean>;
  sendCode(visitor: Visitor): Promise<SentCode>;
  checkCode(visitor: Visitor, code: string): Promise<'right' | 'wrong' | 'expired'>;
  customer(visitor: Visitor): Promise<TelInfo>;
  /** `month` is `YYYYMM`, `pageNo` from 1. */
  calls(visitor: Visitor, month: string, pageNo: number): Promise<MonthPage>;
  /** Null when the province has no bill of that month. */
  bill(visitor: Visitor, month: string): Promise<Bill | null>;
}
