/** The second verification of 中国移动: captcha, texted code and the service password again open the call details. */

import type { Answers, Notes, Outcome, StepContext } from '../connector.ts';
import { refuse, settle } from '../refusal.ts';
import { ask, askTextedCode, withCaptcha } from './challenge.ts';
import { shopPages, visitAtSignIn } from './visit.ts';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

export function verify(context: StepContext, notes: Notes, answers: Answers): Promise<Outcome> {
  return settle(notes, async () => {
    const captchaVal = answers.captchaCode ?? '';
    const check = await visitAtSignIn(context, shopPages.precheck, { captchaVal });
    if (check === 'wrong') return ask(context, await withCaptcha(context, notes), 4008);

    const { path } = shopPages.tempIdentity;
    const result = await visitAtSignIn(context, shopPages.tempIdentity, {
      pwdTempSerCode: base64(notes.pin ?? ''),
      pwdTempRandCode: base64(answers.smsCode ?? ''),
      captchaVal,
    });
    if (result === 'captchaWrong') return ask(context, await withCaptcha(context, notes), 4008);
    if (result === 'passwordWrong') return refuse(4012, `${path}: service password wrong`, notes, '请重新登录');
    // The captcha stays good, and the client, told 20013 without data, still shows it.
    if (result === 'codeWrong') return askTextedCode(context, notes, 4008, 20013);
    const { pin: _pin, captcha: _captcha, ...lasting } = notes;
    return { kind: 'signedIn', notes: lasting };
  });
}
