/** `POST /forget/pwd` (§8–§12): one URL that begins a recovery, or with a `tid` takes one of its four answers. */

import { Type } from 'typebox';
import { Fault } from '../../errors.ts';
import { answerRecovery, type Recovered, startRecovery } from '../../journey/recover.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { type Envelope, succeed } from '../envelope.ts';
import { telListParam } from '../openapi/nested-parameters.ts';
import { recoveryCodes } from '../openapi/step-codes.ts';
import { readRecoveryAnswer, recoveryAnswerParams } from '../recovery-answers.ts';
import { readTel } from '../tel.ts';

const params = Type.Object({
  tid: Type.Optional(text),
  tel: Type.Optional(text),
  user_name: Type.Optional(text),
  user_id: Type.Optional(text),
  ...recoveryAnswerParams,
});
const flag = Type.Union([Type.Literal(0), Type.Literal(1)]);
const duration = Type.Union([Type.Integer(), Type.Literal('')]);

export const forgetPwd: Endpoint<typeof params> = {
  path: '/forget/pwd',
  summary: 'Recover the service password (§8–§12)',
  scope: 'recovery',
  params,
  data: Type.Object({
    tid: Type.String(),
    need_new_pwd: flag,
    need_contacts: flag,
    sms_duration: duration,
    login_sms_duration: duration,
    content: Type.String(),
  }),
  reference: { codes: recoveryCodes, nested: { tel_list: telListParam } },
  async handle({ journey, appid, params, all }) {
    const answer = readRecoveryAnswer(params, all);
    if (params.tid !== undefined) return envelopeOf(await answerRecovery(journey, appid, params.tid, answer));
    if (answer) throw new Fault(4001, 'tid is missing', '缺少 tid');
    const identity = {
      tel: readTel(required('tel', params.tel)),
      name: required('user_name', params.user_name),
      idCard: required('user_id', params.user_id).toUpperCase(),
    };
    return envelopeOf(await startRecovery(journey, appid, identity));
  },
};

function required(name: string, value: string | undefined): string {
  if (value === undefined) throw new Fault(4001, `${name} is missing`, `缺少 ${name}`);
  return value;
}

function envelopeOf({ tid, question, content }: Recovered): Envelope {
  return succeed(question ? 'processing' : 'done', {
    tid,
    need_new_pwd: question?.wants === 'newPassword' ? 1 : 0,
    need_contacts: question?.wants === 'contacts' ? 1 : 0,
    sms_duration: question?.wants === 'smsCode' ? question.seconds : '',
    login_sms_duration: question?.wants === 'loginCode' ? question.seconds : '',
    content,
  });
}
