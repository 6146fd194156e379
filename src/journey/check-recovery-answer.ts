/** What can be said about an answer to a recovery without asking the carrier: was it asked for, does it obey the rules (§11, §12)? */

import { capabilityOf } from '../carriers/capabilities.ts';
import type { RecoveryAnswer } from '../carriers/recovery.ts';
import { normalise } from '../directory/normalise.ts';
import { faultOfNewPassword } from '../domain/recovery.ts';
import { Fault } from '../errors.ts';
import type { StoredRecovery } from '../store/recoveries.ts';
import type { PendingRecovery } from './pending-recovery.ts';

/** What a recovery may want → the parameter of §9 to §12 that answers it. */
export const recoveryParams = {
  smsCode: 'sms_code',
  loginCode: 'login_code',
  contacts: 'tel_list',
  newPassword: 'new_pwd',
} as const satisfies Record<RecoveryAnswer['gives'], string>;

const contactsWanted = 3;

/**
 * Throws 4001 for no answer or one that was not asked for, 30006 for other than three numbers, and 30002, 30003, 30005
 * or 30008 for a new password. Gives the answer as the carrier is asked.
 */
export function checkRecoveryAnswer(
  recovery: StoredRecovery,
  { question }: PendingRecovery,
  answer: RecoveryAnswer | null,
): RecoveryAnswer {
  const wanted = recoveryParams[question.wants];
  if (!answer) throw new Fault(4001, `${wanted} is missing`, `缺少 ${wanted}`);
  if (answer.gives !== question.wants) {
    const given = recoveryParams[answer.gives];
    throw new Fault(4001, `${given} was not asked for`, `当前不需要 ${given}，请提交 ${wanted}`);
  }
  if (answer.gives === 'contacts') return { gives: 'contacts', tels: readContacts(answer.tels) };
  if (answer.gives === 'newPassword') requireGoodPassword(recovery, answer.password);
  return answer;
}

/** As call details print numbers: `13912345678`, `01053912857`. */
function readContacts(texts: string[]): string[] {
  const numbers = texts.map(normalise);
  const tels = new Set(numbers.map(({ formatTel }) => formatTel.replace('-', '')));
  const allCallable = numbers.every(({ kind }) => kind === 'mobile' || kind === 'landline');
  if (!allCallable || numbers.length !== contactsWanted || tels.size !== contactsWanted) {
    throw new Fault(
      30006,
      `tel_list does not hold ${contactsWanted} different numbers`,
      `须为 ${contactsWanted} 个不同的手机或固话号码，以逗号分隔或为 JSON 数组`,
    );
  }
  return [...tels];
}

/** Where a province has passwords of six and of eight digits, only the carrier knows which this subscriber has. */
function requireGoodPassword({ carrier, province, identity }: StoredRecovery, password: string): void {
  const lengths = capabilityOf(carrier, province)?.password_lengths;
  if (!lengths || !identity) throw new Error('a recovery that waits has lost its subscriber');
  const [first = 6] = lengths;
  const length = lengths.find((each) => each === password.length) ?? first;
  const code = faultOfNewPassword(password, length, identity);
  if (code) throw new Fault(code, 'the new password breaks a rule of §12.1');
}
