/** What the phone page is told: where its subscriber stands and what to show. The page's own code reads these types. */

import type { Carrier } from '../domain/carrier.ts';
import type { Code } from '../errors.ts';

export type Language = 'zh' | 'en';

export interface PageView {
  /** The app's name: who receives the report. */
  recipient: string;
  /** '' until it is known. */
  tel: string;
  telLocked: boolean;
  /** Of the sandbox's phone for this number; null: there is none. */
  phoneUrl: string | null;
  /** The app's own page, with `sid` and `state` as far as they are there; null: nowhere to go back to. */
  back: string | null;
  step: Step;
}

export interface Asks {
  pinPwd: boolean;
  fullName: boolean;
  idCard: boolean;
  sms: { seconds: number; notes: string } | null;
  /** A data URL. */
  captcha: string | null;
}

export type Step =
  | { at: 'consent'; terms: Record<Language, { paragraphs: { purpose: string; text: string }[]; textHash: string }> }
  | { at: 'number' }
  | { at: 'login'; carrier: Carrier; province: string; asks: Asks; canRecover: boolean }
  | { at: 'verify'; carrier: Carrier; province: string; asks: Asks }
  /** `wasSentBefore`: no code was texted for this step, the one before it still serves. */
  | { at: 'recovery'; wants: 'smsCode' | 'loginCode'; seconds: number; wasSentBefore: boolean; content: string }
  | { at: 'recovery'; wants: 'contacts'; content: string }
  | { at: 'recovery'; wants: 'newPassword'; lengths: number[]; content: string }
  | { at: 'recovered'; content: string }
  | { at: 'fetching'; carrier: Carrier; province: string; progress: Progress }
  | { at: 'done'; progress: Progress }
  | { at: 'failed'; code: Code };

export interface Progress {
  monthsDone: number;
  monthsTotal: number;
  calls: number;
}

/** Why a call did not do what was asked. `hint`: more words of the carrier's, in Chinese. */
export type PageFault =
  | { kind: 'code'; code: Code; hint: string }
  | { kind: 'link'; why: 'unknown' | 'elsewhere' }
  /** Not the page's own call, or none that this service knows. */
  | { kind: 'request' };

export interface PageReply {
  view: PageView | null;
  fault: PageFault | null;
}
