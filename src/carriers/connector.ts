/** What a carrier's connector must be able to do, and the values that pass between it and the journey. */

import type { Bill, CallRecord, TelInfo } from '../domain/call-record.ts';
import type { Carrier } from '../domain/carrier.ts';
import type { Code } from '../errors.ts';
import type { Portal } from './portal.ts';
import type { Recovery } from './recovery.ts';

/** What the subscriber must enter next. */
export interface Challenge {
  pinPwd: boolean;
  fullName: boolean;
  idCard: boolean;
  /** A code was texted to the phone and stays valid for so long; `notes` is the carrier's own hint (吉林电信), else ''. */
  sms: { seconds: number; notes: string } | null;
  /** Base64 of a PNG or JPEG, without a data-URL prefix. */
  captcha: string | null;
}

/** What the subscriber entered; only what was asked for is there. */
export interface Answers {
  pinPwd?: string;
  fullName?: string;
  idCard?: string;
  smsCode?: string;
  captchaCode?: string;
}

/** What a connector must remember between two calls besides cookies. Strings only: it is sealed and stored as JSON. */
export type Notes = Readonly<Record<string, string>>;

/**
 * How a sign-in step ended. A connector returns what it must ask; it never waits for an answer.
 *
 * - `ask`: the portal wants more; `because` says why the last answer did not do (20013, 4008), if there was one.
 * - `signedIn`: calls can be fetched.
 * - `refused`: the carrier said no, or its portal failed us (4007, 4004, 4017, 20020). With `notes` the session may go on
 *   (a wrong password, say) once the code's action allows it; `hint` is for the subscriber, after the code's text.
 */
export type Outcome =
  | { kind: 'ask'; challenge: Challenge; notes: Notes; because?: Code }
  | { kind: 'signedIn'; notes: Notes }
  | { kind: 'refused'; code: Code; detail: string; notes?: Notes; hint?: string };

/** What every step is handed. The portal holds this session's cookies; the journey seals and stores them after the step. */
export interface StepContext {
  tel: string;
  /** Province and city of the number as the directory knows them: `浙江`, `宁波`. */
  province: string;
  city: string;
  portal: Portal;
  /** Unix seconds. */
  now: () => number;
}

/** What became of one month's calls (the table of report semantics §9). */
export interface MonthOfCalls {
  /** `YYYYMM`. */
  month: string;
  /**
   * complete: all rows, or an explicit "no records" · unclear: empty without saying so · missing: failed or refused ·
   * partial: a later page failed, or fewer rows than announced; the rows that came are kept.
   */
  verdict: 'complete' | 'unclear' | 'missing' | 'partial';
  /** In the §13 form: readable values normalised, unreadable ones as the carrier gave them. */
  calls: CallRecord[];
  /** Why it is not complete, for the operator: a page's name and what went wrong, never its content; '' when complete. */
  cause: string;
}

/** What became of one month's bill; `bill` is null when it could not be had. The current month is never asked for. */
export interface MonthOfBill {
  month: string;
  bill: Bill | null;
  cause: string;
}

export interface Progress {
  monthsDone: number;
  monthsTotal: number;
  calls: number;
}

export type Fetched =
  | { kind: 'fetched'; telInfo: TelInfo; calls: MonthOfCalls[]; bills: MonthOfBill[] }
  | { kind: 'refused'; code: Code; detail: string };

/**
 * A connector is an object literal `satisfies Connector`; each method is one exchange with the carrier's portal.
 * Cancelling the portal's signal makes any of them throw that signal's reason.
 */
export interface Connector {
  carrier: Carrier;
  /** The forgotten-password journey; absent where the carrier offers none. */
  recovery?: Recovery;
  /** Begins the sign-in and says what the subscriber must enter; sends the SMS if the portal wants one. */
  open(context: StepContext): Promise<Outcome>;
  /** First answers: password, and whatever else `open` asked for. */
  login(context: StepContext, notes: Notes, answers: Answers): Promise<Outcome>;
  /** Answers to the second verification. */
  verify(context: StepContext, notes: Notes, answers: Answers): Promise<Outcome>;
  /** A fresh captcha for the step that waits; `ask` with the challenge as it now stands. */
  newCaptcha(context: StepContext, notes: Notes): Promise<Outcome>;
  /** A fresh SMS for the step that waits; `refused` 4990 while the last one is valid. */
  newSms(context: StepContext, notes: Notes): Promise<Outcome>;
  /**
   * Fetches every month that the report covers and its bills, months in parallel.
   * Throws a Fault only for trouble that concerns the whole session (signed in elsewhere: 4017).
   */
  fetch(context: StepContext, notes: Notes, onProgress: (progress: Progress) => void): Promise<Fetched>;
}
