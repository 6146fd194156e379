/** Signing in to the carrier as a typed state: what is asked of the subscriber now, and how to answer it. */

import type {
  CallsFlowData,
  CallsLoginData,
  CallsVerifyCaptchaData,
  CallsVerifyData,
  CallsVerifySmsData,
} from './schemas.ts';
import type { CallOptions, Transport } from './transport.ts';

/** One thing that the subscriber must enter. */
export type Ask =
  | { what: 'pinPwd' }
  | { what: 'fullName' }
  | { what: 'idCard' }
  /** `seconds`: for how long the code that was sent is good. */
  | { what: 'smsCode'; seconds: number; notes: string }
  /** `image`: base64 of a PNG or JPEG. */
  | { what: 'captchaCode'; image: string };

export type Answers = Partial<Record<Ask['what'], string>>;

/** What must be kept between two answers: plain data, for a session store or a database. */
export interface SavedSignIn {
  sid: string;
  tel: string;
  step: 'login' | 'verify';
  asks: Ask[];
}

export interface Waiting extends SavedSignIn {
  done: false;
  /**
   * Rejects with XiangdanError when the carrier refuses: `processing` leaves this state as it is, so correct the answer and call again
   * (after 4008 with a fresh captcha); after `reset` open a new session.
   */
  answer(answers: Answers, options?: CallOptions): Promise<SignIn>;
  /** The same state with a fresh captcha, also where one is asked for only from now on. */
  refreshCaptcha(options?: CallOptions): Promise<Waiting>;
  /** The same state with a fresh SMS. Rejects with 4990 while the last code is good. */
  resendSms(options?: CallOptions): Promise<Waiting>;
}

export interface SignedIn {
  done: true;
  sid: string;
  tel: string;
}

export type SignIn = Waiting | SignedIn;

export function firstState(transport: Transport, tel: string, flow: CallsFlowData): Waiting {
  const asks: Ask[] = [
    ...(flow.need_pin_pwd === 1 ? [{ what: 'pinPwd' } as const] : []),
    ...(flow.need_full_name === 1 ? [{ what: 'fullName' } as const] : []),
    ...(flow.need_id_card === 1 ? [{ what: 'idCard' } as const] : []),
    ...codesAsked(flow),
  ];
  return waiting(transport, { sid: flow.sid, tel, step: 'login', asks });
}

export function waiting(transport: Transport, saved: SavedSignIn): Waiting {
  const { sid, tel, step, asks } = saved;
  const withAsk = (ask: Ask): Waiting => {
    const others = asks.filter(({ what }) => what !== ask.what);
    return waiting(transport, { sid, tel, step, asks: [...others, ask] });
  };
  return {
    done: false,
    sid,
    tel,
    step,
    asks,
    async answer(answers, options) {
      const codes = { sms_code: answers.smsCode, captcha_code: answers.captchaCode };
      const known = { tel, pin_pwd: answers.pinPwd, full_name: answers.fullName, id_card: answers.idCard };
      const { action, data } =
        step === 'login'
          ? await transport.call<CallsLoginData>('/calls/login', { sid, ...known, ...codes }, options)
          : await transport.call<CallsVerifyData>('/calls/verify', { sid, ...codes }, options);
      if (action === 'done') return { done: true, sid, tel };
      return waiting(transport, { sid, tel, step: 'verify', asks: codesAsked(data) });
    },
    async refreshCaptcha(options) {
      const { data } = await transport.call<CallsVerifyCaptchaData>('/calls/verify/captcha', { sid }, options);
      return data.captcha_image === ''
        ? waiting(transport, saved)
        : withAsk({ what: 'captchaCode', image: data.captcha_image });
    },
    async resendSms(options) {
      const { data } = await transport.call<CallsVerifySmsData>('/calls/verify/sms', { sid }, options);
      const { sms_duration: seconds, verify_notes: notes } = data;
      return typeof seconds === 'number' ? withAsk({ what: 'smsCode', seconds, notes }) : waiting(transport, saved);
    },
  };
}

function codesAsked(data: CallsLoginData): Ask[] {
  const { sms_duration: seconds, captcha_image: image, verify_notes: notes } = data;
  return [
    ...(typeof seconds === 'number' ? [{ what: 'smsCode', seconds, notes } as const] : []),
    ...(image === '' ? [] : [{ what: 'captchaCode', image } as const]),
  ];
}
