/** Signing in at 中国电信: password and captcha at the national site, the jump to the province, a texted code there. */

import type { Code } from '../../errors.ts';
import type { Answers, Challenge, Notes, Outcome, StepContext } from '../connector.ts';
import { showCode } from '../portal-trouble.ts';
import { refuse, settle } from '../refusal.ts';
import { withRetries } from '../retry.ts';
import { noteTelInfo } from '../tel-info-notes.ts';
import type { HomeOfNumber } from './national/pages.ts';
import {
  homeOfNumber,
  jumpToProvince,
  newImage,
  questionPath,
  signIn,
  signInPath,
  wantsCaptcha,
} from './national/site.ts';
import type { SentCode } from './provinces/provincial-site.ts';
import { notedHome, noteHome, siteOf, visitorOf } from './visitor.ts';

/** How long the carrier says that a texted code is good. */
const codeLifeSeconds = 120;

const nothingAsked: Challenge = { pinPwd: false, fullName: false, idCard: false, sms: null, captcha: null };

const captchaWrong = '9102';

/** What the sign-in page's codes mean to a client. */
const signInRefusals = new Map<string, Code>([
  ['9103', 4012],
  ['9104', 4013],
  ['9105', 20014],
  ['9106', 20008],
  ['9111', 20019],
  ['9999', 4007],
]);

const freshNotes: Notes = { step: 'login' };

export function open(context: StepContext): Promise<Outcome> {
  return settle(freshNotes, async () => {
    const home = await homeOfNumber(context);
    if (home === null) return refuse(20015, `${questionPath}: not a number of this carrier`, freshNotes);
    return askPassword(context, home);
  });
}

async function askPassword(context: StepContext, home: HomeOfNumber, because?: Code): Promise<Outcome> {
  const { wantsIdentity } = siteOf(home);
  const captcha = (await wantsCaptcha(context)) ? await newImage(context) : null;
  return {
    kind: 'ask',
    challenge: { ...nothingAsked, pinPwd: true, fullName: wantsIdentity, idCard: wantsIdentity, captcha },
    notes: { ...freshNotes, ...noteHome(home) },
    ...(because === undefined ? {} : { because }),
  };
}

export async function login(context: StepContext, notes: Notes, answers: Answers): Promise<Outcome> {
  const home = notedHome(notes);
  if (home === null) return open(context);
  return settle(notes, async () => {
    const { pinPwd: password = '', captchaCode: captcha = '' } = answers;
    const refusal = await signIn(context, home, { password, captcha });
    if (refusal === captchaWrong) return askPassword(context, home, 4008);
    if (refusal !== '') {
      return refuse(signInRefusals.get(refusal) ?? 4007, `${signInPath}: refused (${showCode(refusal)})`, notes);
    }
    return enterProvince(context, home, notes, answers);
  });
}

async function enterProvince(
  context: StepContext,
  home: HomeOfNumber,
  loginNotes: Notes,
  { fullName = '', idCard = '' }: Answers,
): Promise<Outcome> {
  const site = siteOf(home);
  const tried = <T>(question: () => Promise<T>) => withRetries(context.portal.pace, 'signInTries', question);
  const identity: Notes = site.wantsIdentity ? { typedName: fullName, typedIdCard: idCard } : {};
  const visitor = visitorOf(context, home, identity);

  await jumpToProvince(context, home, site.entryPath);
  if (!(await tried(() => site.isOwner(visitor)))) {
    return refuse(4010, `/${home.siteCode}: name or ID card are not those on file`, loginNotes);
  }
  const telInfo = await tried(() => site.customer(visitor));
  const notes: Notes = { ...loginNotes, ...identity, ...noteTelInfo(telInfo), step: 'verify' };
  if (!(await tried(() => site.needsCode(visitor)))) return { kind: 'signedIn', notes };

  const sent = await site.sendCode(visitor);
  // A code from an earlier session may still be good; when it was sent is not known here.
  if (sent.result === 'sent' || sent.result === 'stillValid') return askNewCode(context, notes, sent);
  return refuseToSend(sent.result, home, loginNotes);
}

function askNewCode(context: StepContext, notes: Notes, { hint }: SentCode, because?: Code): Outcome {
  const sentNotes = { ...notes, smsSentAt: String(context.now()), smsHint: hint };
  return askCode(sentNotes, codeLifeSeconds, because);
}

function askCode(notes: Notes, seconds: number, because?: Code): Outcome {
  const challenge = { ...nothingAsked, sms: { seconds, notes: notes.smsHint ?? '' } };
  return { kind: 'ask', challenge, notes, ...(because === undefined ? {} : { because }) };
}

function refuseToSend(result: 'dailyCap' | 'failed', { siteCode }: HomeOfNumber, notes: Notes): Outcome {
  if (result === 'dailyCap') return refuse(4009, `/${siteCode}: a code is not texted, daily cap reached`, notes);
  return refuse(4006, `/${siteCode}: a code cannot be texted`, notes);
}

/** Sends one more code; `stillValid` is the code for "the last one is good yet". */
async function sendAgain(
  context: StepContext,
  home: HomeOfNumber,
  notes: Notes,
  stillValid: Code,
  because?: Code,
): Promise<Outcome> {
  const sent = await siteOf(home).sendCode(visitorOf(context, home, notes));
  if (sent.result === 'sent') return askNewCode(context, notes, sent, because);
  if (sent.result === 'stillValid') return refuse(stillValid, `/${home.siteCode}: the last code is still valid`, notes);
  return refuseToSend(sent.result, home, notes);
}

/** Before the password is in, no code is waited for. */
export async function verify(context: StepContext, notes: Notes, answers: Answers): Promise<Outcome> {
  const home = notedHome(notes);
  if (home === null || notes.step !== 'verify') return open(context);
  return settle(notes, async () => {
    const site = siteOf(home);
    const { smsCode = '' } = answers;
    const check = await site.checkCode(visitorOf(context, home, notes), smsCode);
    if (check !== 'right') return sendAgain(context, home, notes, 4008, 20013);
    return { kind: 'signedIn', notes: site.wantsIdentity ? { ...notes, smsCode } : notes };
  });
}

/** At the second step there is no captcha: what is left of the code is asked for. */
export async function newCaptcha(context: StepContext, notes: Notes): Promise<Outcome> {
  const home = notedHome(notes);
  if (home === null) return open(context);
  if (notes.step !== 'verify') return settle(notes, () => askPassword(context, home));
  const age = context.now() - Number(notes.smsSentAt);
  return askCode(notes, Math.max(1, codeLifeSeconds - age));
}

/** Before the password is in, no code is texted. */
export async function newSms(context: StepContext, notes: Notes): Promise<Outcome> {
  const home = notedHome(notes);
  if (home === null || notes.step !== 'verify') return open(context);
  return settle(notes, () => sendAgain(context, home, notes, 4990));
}
