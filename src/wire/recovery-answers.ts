/** The answers to a recovery among a request's parameters (§9–§12): at most one of the four may be there. */

import { Type } from 'typebox';
import type { RecoveryAnswer } from '../carriers/recovery.ts';
import { Fault } from '../errors.ts';
import { recoveryParams } from '../journey/check-recovery-answer.ts';
import { text } from './endpoint.ts';
import type { Params } from './intake.ts';
import { readTelList } from './tel-list.ts';

export const recoveryAnswerParams = {
  sms_code: Type.Optional(text),
  login_code: Type.Optional(text),
  new_pwd: Type.Optional(text),
};

interface WireAnswers {
  sms_code?: string;
  login_code?: string;
  new_pwd?: string;
}

/** Null when there is none. Throws 4001 that names them when there are several. */
export function readRecoveryAnswer(given: WireAnswers, all: Params): RecoveryAnswer | null {
  const tels = readTelList(all.tel_list);
  const answers: RecoveryAnswer[] = [
    ...(given.sms_code === undefined ? [] : [{ gives: 'smsCode', code: given.sms_code } as const]),
    ...(given.login_code === undefined ? [] : [{ gives: 'loginCode', code: given.login_code } as const]),
    ...(tels.length === 0 ? [] : [{ gives: 'contacts', tels } as const]),
    ...(given.new_pwd === undefined ? [] : [{ gives: 'newPassword', password: given.new_pwd } as const]),
  ];
  if (answers.length > 1) {
    const names = answers.map(({ gives }) => recoveryParams[gives]).join('、');
    throw new Fault(4001, `more than one answer: ${names}`, `${names} 只能提交一项`);
  }
  return answers[0] ?? null;
}
