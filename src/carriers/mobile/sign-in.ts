/** Signing in at 中国移动: the password with a texted code or a captcha, then the way into the shop. */

import type { Code } from '../../errors.ts';
import type { Answers, Notes, Outcome, StepContext } from '../connector.ts';
import { PortalTrouble } from '../portal-trouble.ts';
import { refuse, settle } from '../refusal.ts';
import { noteTelInfo } from '../tel-info-notes.ts';
import { ask, askTextedCode, freshNotes, withCaptcha } from './challenge.ts';
import type { LoginReply } from './pages.ts';
import { refuseHtml } from './recognise.ts';
import { shopPages, signInPages, visitAtSignIn } from './visit.ts';

/** What the login's codes mean to a client; 0000, 8014, 6001 and 6002 go on. */
const loginRefusals = new Map<string, Code>([
  ['5002', 4012],
  ['2036', 4012],
  ['5008', 20014],
  ['5009', 4013],
  ['5010', 20019],
  ['570007', 4007],
  ['tooOften', 20005],
]);

export function open(context: StepContext): Promise<Outcome> {
  return settle(freshNotes, async () => {
    const { checkNumber, neededProof } = signInPages;
    if (!(await visitAtSignIn(context, checkNumber, { userName: context.tel }))) {
      return refuse(20015, `${checkNumber.path}: not a number of this carrier`, freshNotes);
    }
    const proof = await visitAtSignIn(context, neededProof, { accountType: '01', account: context.tel });
    if (proof === 'captcha') return ask(context, await withCaptcha(context, freshNotes));
    return askTextedCode(context, freshNotes, 'asks');
  });
}

export function login(context: StepContext, notes: Notes, answers: Answers): Promise<Outcome> {
  // The password was accepted before, and only what follows it failed: its code or captcha is used up.
  if (notes.step === 'verify') return beginVerification(context, notes);
  return settle(notes, async () => {
    const inputCode = notes.captcha === undefined ? '' : (answers.captchaCode ?? '');
    if (notes.captcha !== undefined) {
      const check = await visitAtSignIn(context, signInPages.checkCaptcha, { inputCode });
      if (check === 'wrong') return ask(context, await withCaptcha(context, notes), 4008);
    }
    const pin = answers.pinPwd ?? '';
    const reply = await visitAtSignIn(context, signInPages.login, {
      accountType: '01',
      account: context.tel,
      password: pin,
      pwdType: '01',
      smsPwd: answers.smsCode ?? '',
      inputCode,
      backUrl: '',
      rememberMe: '0',
      channelID: '12003',
      timestamp: String(context.now() * 1000),
    });
    if (reply.code !== '0000') return refuseLogin(context, notes, reply.code);
    await enterShop(context, reply);
    return beginVerification(context, { step: 'verify', pin });
  });
}

async function refuseLogin(context: StepContext, notes: Notes, code: string): Promise<Outcome> {
  if (code === '8014') return ask(context, await withCaptcha(context, notes), 4008);
  if (code === '6001' || code === '6002') return askTextedCode(context, notes, 4008, 20013);
  const refusal = loginRefusals.get(code) ?? 4007;
  const detail = `${signInPages.login.path}: refused (${code === 'tooOften' ? 'result 9' : `code ${code}`})`;
  // A captcha serves one try, right or wrong; only a busy portal has not looked at it.
  const isUsedUp = notes.captcha !== undefined && (refusal === 4012 || refusal === 4013);
  return refuse(refusal, detail, notes, isUsedUp ? '请重新获取图形验证码' : undefined);
}

const shopCookie = 'cmccssotoken';
/** What troubles call it; where it is, the login says. */
const acceptPage = '/i/v1/auth/getArtifact';

/** Hands in the artifact, which serves once; without the shop's cookie no page there answers. */
async function enterShop(context: StepContext, { artifact, acceptUrl }: LoginReply): Promise<void> {
  const { text } = await context.portal.get(acceptUrl, { query: { backUrl: '', artifact } });
  if (context.portal.cookie('/i/', shopCookie) !== null) return;
  refuseHtml(text, acceptPage);
  throw new PortalTrouble('unknownPage', acceptPage);
}

/** Looks who it is, then asks for captcha and texted code, without which no calls are shown. */
export function beginVerification(context: StepContext, notes: Notes): Promise<Outcome> {
  return settle(notes, async () => {
    const { path } = shopPages.customer;
    const { telInfo, isRealName } = await visitAtSignIn(context, shopPages.customer);
    if (!isRealName) return refuse(20008, `${path}: not under a real name`, notes);
    return askTextedCode(context, await withCaptcha(context, { ...notes, ...noteTelInfo(telInfo) }), 'asks');
  });
}
