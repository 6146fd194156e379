/** Recovering a forgotten service password as a typed state: one question after the other. */

import type { ForgetPwdData } from './schemas.ts';
import type { CallOptions, Params, Transport } from './transport.ts';

export interface RecoveryAsks<What extends string, Answer> {
  done: false;
  tid: string;
  asks: What;
  /** For the subscriber, `''` when there is nothing to say. */
  content: string;
  /** Rejects with XiangdanError; after `processing` the same question stands. */
  answer(answer: Answer, options?: CallOptions): Promise<Recovery>;
}

export interface RecoveryDone {
  done: true;
  tid: string;
  /** A new password that the carrier chose, or where it was sent to; `''` when it is the one that was given. */
  content: string;
}

export type Recovery =
  | (RecoveryAsks<'smsCode', string> & { seconds: number })
  | (RecoveryAsks<'loginCode', string> & { seconds: number })
  /** Three numbers that were called between 90 and 5 days ago. */
  | RecoveryAsks<'contacts', readonly string[]>
  | RecoveryAsks<'newPwd', string>
  | RecoveryDone;

export interface Identity {
  tel: string;
  userName: string;
  userId: string;
}

export async function startRecovery(
  transport: Transport,
  identity: Identity,
  options?: CallOptions,
): Promise<Recovery> {
  const { tel, userName, userId } = identity;
  return ask(transport, { tel, user_name: userName, user_id: userId }, options);
}

async function ask(transport: Transport, params: Params, options?: CallOptions): Promise<Recovery> {
  const { action, data } = await transport.call<ForgetPwdData>('/forget/pwd', params, options);
  const { tid, content } = data;
  if (action === 'done') return { done: true, tid, content };
  const send = (answer: Params, answerOptions?: CallOptions) => ask(transport, { tid, ...answer }, answerOptions);
  const state = { done: false, tid, content } as const;
  if (typeof data.sms_duration === 'number') {
    const answer = (code: string, given?: CallOptions) => send({ sms_code: code }, given);
    return { ...state, asks: 'smsCode', seconds: data.sms_duration, answer };
  }
  if (typeof data.login_sms_duration === 'number') {
    const answer = (code: string, given?: CallOptions) => send({ login_code: code }, given);
    return { ...state, asks: 'loginCode', seconds: data.login_sms_duration, answer };
  }
  if (data.need_contacts === 1) {
    return { ...state, asks: 'contacts', answer: (tels, given) => send({ tel_list: tels }, given) };
  }
  if (data.need_new_pwd === 1) {
    return { ...state, asks: 'newPwd', answer: (password, given) => send({ new_pwd: password }, given) };
  }
  throw new Error(`the recovery ${tid} goes on and asks for nothing; expected a question`);
}
