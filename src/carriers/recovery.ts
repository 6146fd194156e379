/** The forgotten-password journey (§8–§12) as a connector plays it: what it may ask, what it is given, how a step ends. */

import type { Code } from '../errors.ts';
import type { Notes, StepContext } from './connector.ts';

/** What a recovery wants next; only one of the four at a time. `wasSentBefore`: no code was texted now, the one before it still serves. */
export type RecoveryQuestion =
  | { wants: 'smsCode'; seconds: number; wasSentBefore?: true }
  | { wants: 'loginCode'; seconds: number; wasSentBefore?: true }
  | { wants: 'contacts' }
  | { wants: 'newPassword' };

export type RecoveryAnswer =
  | { gives: 'smsCode'; code: string }
  | { gives: 'loginCode'; code: string }
  | { gives: 'contacts'; tels: string[] }
  | { gives: 'newPassword'; password: string };

/**
 * How a step of a recovery ended. `content` is for the subscriber: the random password that 上海电信 shows, or the carrier's word that
 * it was texted; else ''. With `notes` a refused recovery goes on once the code's action allows it; `ask` with `because` says why the
 * last answer did not do.
 */
export type RecoveryOutcome =
  | { kind: 'ask'; question: RecoveryQuestion; notes: Notes; content: string; because?: Code }
  | { kind: 'done'; content: string }
  | { kind: 'refused'; code: Code; detail: string; hint?: string; notes?: Notes };

/**
 * Provinces that refuse recovery are in capabilities.json and never asked. A new password has passed the rules of
 * domain/recovery.ts for one of the province's `password_lengths` when it comes here.
 */
export interface Recovery {
  start(context: StepContext, identity: { name: string; idCard: string }): Promise<RecoveryOutcome>;
  answer(context: StepContext, notes: Notes, answer: RecoveryAnswer): Promise<RecoveryOutcome>;
}
