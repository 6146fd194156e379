/** Signing in at 中国联通: password, now and then a captcha, in some provinces a texted code before calls are shown. */

import type { Code } from '../../errors.ts';
import type { Answers, Challenge, Notes, Outcome, StepContext } from '../connector.ts';
import { loadCaptcha } from '../load-captcha.ts';
import { refuse, settle } from '../refusal.ts';
import { noteTelInfo } from '../tel-info-notes.ts';
import { captchaCookie, captchaImagePath, menuId, signInPages, visitAtSignIn } from './visit.ts';

/** How long the carrier says that a texted code is good. */
const codeLifeSeconds = 120;

const nothingAsked: Challenge = { pinPwd: false, fullName: false, idCard: false, sms: null, captcha: null };

/** What MallLogin's codes mean to a client; 0000 and 7001 go on. */
const loginRefusals = new Map<string, Code>([
  ['7002', 4013],
  ['7003', 20014],
  ['7007', 4012],
  ['7009', 20008],
  ['7217', 4007],
  ['7299', 20019],
]);

function newImage(context: StepContext): Promise<string> {
  return loadCaptcha(context, captchaImagePath, { t: String(context.now() * 1000) });
}

async function askPassword(context: StepContext, wantsCaptcha: boolean, because?: Code): Promise<Outcome> {
  return {
    kind: 'ask',
    challenge: { ...nothingAsked, pinPwd: true, captcha: wantsCaptcha ? await newImage(context) : null },
    notes: { step: 'login', captcha: wantsCaptcha ? 'wanted' : '' },
    ...(because === undefined ? {} : { because }),
  };
}

const freshNotes: Notes = { step: 'login', captcha: '' };

export function open(context: StepContext): Promise<Outcome> {
  return settle(freshNotes, async () => {
    const need = await visitAtSignIn(context, signInPages.needVerify, { userName: context.tel, pwdType: '01' });
    if (need === 'busy') return refuse(4007, `${signInPages.needVerify.path}: busy (code 7217)`, freshNotes);
    return askPassword(context, need === 'captcha');
  });
}

export function login(context: StepContext, notes: Notes, answers: Answers): Promise<Outcome> {
  return settle(notes, async () => {
    const { path } = signInPages.login;
    const captchaFields: Record<string, string> = {};
    if (notes.captcha === 'wanted') {
      const verifyCode = answers.captchaCode ?? '';
      if (verifyCode === '')
        return refuse(4008, `${path}: a captcha is wanted, none was given`, notes, '请先获取图形验证码');
      const check = await visitAtSignIn(context, signInPages.checkCaptcha, { verifyCode, verifyType: '1' });
      if (check === 'wrong') return askPassword(context, true, 4008);
      captchaFields.verifyCode = verifyCode;
      captchaFields.uvc = context.portal.cookie(path, captchaCookie) ?? '';
    }

    const { code, captchaNext } = await visitAtSignIn(context, signInPages.login, {
      req_time: String(context.now() * 1000),
      userName: context.tel,
      password: answers.pinPwd ?? '',
      pwdType: '01',
      productType: '01',
      redirectType: '01',
      rememberMe: '1',
      ...captchaFields,
    });
    if (code === '0000') return enterService(context, notes);
    if (code === '7001') return askPassword(context, true, 4008);
    const nextNotes = captchaNext ? { ...notes, captcha: 'wanted' } : notes;
    return refuse(loginRefusals.get(code) ?? 4007, `${path}: refused (code ${code})`, nextNotes);
  });
}

/** No query page answers before checklogin has set its cookie. */
async function enterService(context: StepContext, loginNotes: Notes): Promise<Outcome> {
  const onFile = await visitAtSignIn(context, signInPages.checkLogin);
  const notes: Notes = { step: 'verify', ...noteTelInfo(onFile) };
  const needsCode = await visitAtSignIn(context, signInPages.needsCode, { menuId });
  if (!needsCode) return { kind: 'signedIn', notes };
  const sent = await visitAtSignIn(context, signInPages.sendCode, { menuId });
  // A code from an earlier session may still be good; when it was sent is not known here.
  if (sent === 'sent' || sent === 'stillValid')
    return askCode({ ...notes, smsSentAt: String(context.now()) }, codeLifeSeconds);
  return refuseToSend(sent, loginNotes);
}

function askCode(notes: Notes, seconds: number, because?: Code): Outcome {
  const challenge = { ...nothingAsked, sms: { seconds, notes: '' } };
  return { kind: 'ask', challenge, notes, ...(because === undefined ? {} : { because }) };
}

function refuseToSend(result: 'dailyCap' | 'failed', notes: Notes): Outcome {
  const { path } = signInPages.sendCode;
  if (result === 'dailyCap') return refuse(4009, `${path}: daily cap reached`, notes);
  return refuse(4006, `${path}: cannot be sent`, notes);
}

/** Sends one more code; `stillValid` is the code for "the last one is good yet". */
async function sendAgain(context: StepContext, notes: Notes, stillValid: Code, because?: Code): Promise<Outcome> {
  const sent = await visitAtSignIn(context, signInPages.sendCode, { menuId });
  if (sent === 'sent') return askCode({ ...notes, smsSentAt: String(context.now()) }, codeLifeSeconds, because);
  if (sent === 'stillValid')
    return refuse(stillValid, `${signInPages.sendCode.path}: the last code is still valid`, notes);
  return refuseToSend(sent, notes);
}

export function verify(context: StepContext, notes: Notes, answers: Answers): Promise<Outcome> {
  return settle(notes, async () => {
    const fields = { inputcode: answers.smsCode ?? '', menuId };
    const check = await visitAtSignIn(context, signInPages.submitCode, fields);
    if (check === 'right') return { kind: 'signedIn', notes };
    return sendAgain(context, notes, 4008, 20013);
  });
}

/** Before the password is in, the portal may have changed its mind about the captcha; afterwards there is none. */
export async function newCaptcha(context: StepContext, notes: Notes): Promise<Outcome> {
  if (notes.step !== 'verify') return open(context);
  const age = context.now() - Number(notes.smsSentAt);
  return askCode(notes, Math.max(1, codeLifeSeconds - age));
}

/** Before the password is in, no code is texted. */
export async function newSms(context: StepContext, notes: Notes): Promise<Outcome> {
  if (notes.step !== 'verify') return open(context);
  return settle(notes, () => sendAgain(context, notes, 4990));
}
