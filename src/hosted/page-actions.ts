/** What the phone page may ask for: each act is a step of the journey that the wire API takes too, done for the link's app. */

import type { RecoveryAnswer } from '../carriers/recovery.ts';
import { Fault } from '../errors.ts';
import { termsFor } from '../journey/consent.ts';
import type { Journey } from '../journey/journey.ts';
import { changeLink } from '../journey/links.ts';
import { openSession } from '../journey/open.ts';
import { readPendingRecovery } from '../journey/pending-recovery.ts';
import { answerRecovery, startRecovery } from '../journey/recover.ts';
import { login, newCaptcha, newSms, verify } from '../journey/sign-in.ts';
import type { Link, LinkContent } from '../store/links.ts';
import type { Params } from '../wire/intake.ts';
import { readTel } from '../wire/tel.ts';
import { readTelList } from '../wire/tel-list.ts';

/** Throws a Fault of §20, as the journey does. */
type Act = (journey: Journey, link: Link, given: Params) => Promise<unknown>;

/** Name in `/authorise/api/NAME` → what it does. */
export const pageActions: Record<string, Act> = {
  /** Nothing is opened before this. */
  async consent(journey, link, given) {
    const language = given.language === 'en' ? 'en' : 'zh';
    const { textHash } = await termsFor(journey, link.appid, language);
    if (given.text_hash !== textHash)
      throw new Fault(4001, 'the page showed another consent text than the one in force', '授权协议已更新，请刷新页面');
    await changeContent(journey, link, { consent: { language, textHash } });
  },

  async begin(journey, link, given) {
    const { subject, telLocked } = link.content;
    const tel = telLocked ? subject.tel : readTel(textOf(given, 'tel'));
    // Kept first: where the carrier refuses, the page shows the number that was refused.
    await changeContent(journey, link, { subject: { ...subject, tel } });
    await beginSession(journey, link, tel);
  },

  login: (journey, link, given) =>
    login(journey, link.appid, sidOf(link), link.content.subject.tel, {
      ...(given.pin_pwd === undefined ? {} : { pinPwd: textOf(given, 'pin_pwd') }),
      ...(given.full_name === undefined ? {} : { fullName: textOf(given, 'full_name') }),
      ...(given.id_card === undefined ? {} : { idCard: textOf(given, 'id_card').toUpperCase() }),
      ...codesOf(given),
    }),
  verify: (journey, link, given) => verify(journey, link.appid, sidOf(link), codesOf(given)),
  captcha: (journey, link) => newCaptcha(journey, link.appid, sidOf(link)),
  sms: (journey, link) => newSms(journey, link.appid, sidOf(link)),

  async 'recovery-start'(journey, link, given) {
    const { tel } = link.content.subject;
    const [name, idCard] = [textOf(given, 'full_name'), textOf(given, 'id_card').toUpperCase()];
    const { tid, question, content } = await startRecovery(journey, link.appid, { tel, name, idCard });
    await changeLink(journey, link, (now) => ({
      tid,
      content: { ...now.content, recovery: { isDone: question === null, content } },
    }));
  },
  async 'recovery-answer'(journey, link, given) {
    const { tid } = link;
    if (tid === null) throw new Fault(4016, 'no recovery was started here');
    const { question, content } = await answerRecovery(journey, link.appid, tid, recoveryAnswerOf(given));
    const recovery = { isDone: question === null, content };
    // One that another tab left or began anew meanwhile is not brought back, unless its password is set already.
    await changeLink(journey, link, (now) =>
      now.tid === tid || recovery.isDone ? { tid, content: { ...now.content, recovery } } : {},
    );
  },
  /** Back to the sign-in; the carrier's last words are forgotten. */
  async 'recovery-leave'(journey, link) {
    const mayNeedCode = await hasOutlivedCodes(journey, link);
    await changeLink(journey, link, ({ content }) => ({ tid: null, content: { ...content, recovery: null } }));
    // 中国移动 takes the sign-in's own code for a recovery, and contacts take people longer than a sign-in waits: where it will, the
    // carrier texts another one, else it is asked for the one that is still good.
    if (mayNeedCode) await beginSession(journey, link, link.content.subject.tel);
  },

  /** From the number on; the consent stands. */
  async again(journey, link) {
    await changeLink(journey, link, ({ content }) => ({
      sid: null,
      tid: null,
      content: { ...content, recovery: null },
    }));
  },
};

/** For the link's consent. A session of the number that waits is taken up again, with a new code if the carrier sends one. */
async function beginSession(journey: Journey, link: Link, tel: string): Promise<void> {
  const { consent, subject } = link.content;
  if (!consent) throw new Fault(4001, 'begin before consent', '请先阅读并同意授权内容');
  const opening = { ...subject, tel, consent: { channel: 'page', ...consent } } as const;
  const { sid } = await openSession(journey, link.appid, opening);
  // Together: another tab may have begun with another number meanwhile.
  await changeLink(journey, link, ({ content }) => ({
    sid,
    content: { ...content, subject: { ...content.subject, tel } },
  }));
}

/** Whether a recovery has come further than its codes: to the contacts, the new password, or its end. */
async function hasOutlivedCodes({ db, recoveries }: Journey, { appid, tid, content }: Link): Promise<boolean> {
  if (content.recovery?.isDone) return true;
  const found = tid === null ? null : await recoveries.find(db, tid, appid);
  return found?.state === 'awaiting' && !('seconds' in readPendingRecovery(found.step).question);
}

async function changeContent(journey: Journey, link: Link, change: Partial<LinkContent>): Promise<void> {
  await changeLink(journey, link, ({ content }) => ({ content: { ...content, ...change } }));
}

function sidOf({ sid }: Link): string {
  if (sid === null) throw new Fault(4001, 'no session was opened here', '请先填写手机号码');
  return sid;
}

function codesOf(given: Params) {
  return {
    ...(given.sms_code === undefined ? {} : { smsCode: textOf(given, 'sms_code') }),
    ...(given.captcha_code === undefined ? {} : { captchaCode: textOf(given, 'captcha_code') }),
  };
}

function recoveryAnswerOf(given: Params): RecoveryAnswer | null {
  if (given.sms_code !== undefined) return { gives: 'smsCode', code: textOf(given, 'sms_code') };
  if (given.login_code !== undefined) return { gives: 'loginCode', code: textOf(given, 'login_code') };
  if (given.new_pwd !== undefined) return { gives: 'newPassword', password: textOf(given, 'new_pwd') };
  if (given.tel_list !== undefined) return { gives: 'contacts', tels: readTelList(given.tel_list) };
  return null;
}

/** As the wire takes them: at most 200 characters. */
function textOf(given: Params, name: string): string {
  const value = given[name];
  if (typeof value !== 'string' || value.length > 200 || value.includes('\0'))
    throw new Fault(4001, `${name} is missing or malformed`, `${name} 格式不正确`);
  return value;
}
