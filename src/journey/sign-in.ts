/** The subscriber's first answers (§6), and the second verification where the carrier wants one (§7). */

import type { Answers, Challenge } from '../carriers/connector.ts';
import { Fault } from '../errors.ts';
import type { Session } from '../store/sessions.ts';
import { withClaimedSession } from './claim-session.ts';
import { countSms, requireRoomForSms } from './count-flow.ts';
import { type Journey, runStep } from './journey.ts';
import { challengeLeft, type PendingStep, readStep } from './pending-step.ts';
import { type Settled, settleOutcome } from './settle-outcome.ts';

/** Parameter of §6 and §7 → whether the challenge asks for it. */
const wanted: { name: string; answer: keyof Answers; asks: (challenge: Challenge) => boolean }[] = [
  { name: 'pin_pwd', answer: 'pinPwd', asks: (challenge) => challenge.pinPwd },
  { name: 'full_name', answer: 'fullName', asks: (challenge) => challenge.fullName },
  { name: 'id_card', answer: 'idCard', asks: (challenge) => challenge.idCard },
  { name: 'sms_code', answer: 'smsCode', asks: (challenge) => challenge.sms !== null },
  { name: 'captcha_code', answer: 'captchaCode', asks: (challenge) => challenge.captcha !== null },
];

/** Throws 4001 for a missing answer or another number than the session's, and what the carrier refuses with. */
export async function login(
  journey: Journey,
  appid: string,
  sid: string,
  tel: string,
  answers: Answers,
): Promise<Settled> {
  return withClaimedSession(journey, appid, sid, async (session, claim) => {
    const step = readStep(session.step);
    if (session.subject?.tel !== tel) throw new Fault(4001, 'tel is not the number of this session', 'tel 与会话不符');
    if (session.state === 'awaiting_verify') {
      // The client lost the reply of its first login: tell it again what is asked.
      return { done: false, challenge: challengeLeft(step, journey.now()) };
    }
    requireAnswers(step, answers);
    const { outcome, cookies } = await runStep(
      journey,
      'login',
      subjectOf(session),
      step.cookies,
      (connector, context) => connector.login(context, step.notes, answers),
    );
    return settleOutcome(journey, session, step, outcome, cookies, claim);
  });
}

/** Throws 4001 when login has not come first or an answer is missing, and what the carrier refuses with. */
export async function verify(journey: Journey, appid: string, sid: string, answers: Answers): Promise<Settled> {
  return withClaimedSession(journey, appid, sid, async (session, claim) => {
    const step = readStep(session.step);
    if (session.state !== 'awaiting_verify') throw new Fault(4001, 'verify before login', '请先调用 /calls/login');
    requireAnswers(step, answers);
    const { outcome, cookies } = await runStep(
      journey,
      'verify',
      subjectOf(session),
      step.cookies,
      (connector, context) => connector.verify(context, step.notes, answers),
    );
    return settleOutcome(journey, session, step, outcome, cookies, claim);
  });
}

/** A fresh captcha for the step that waits (§5). */
export async function newCaptcha(journey: Journey, appid: string, sid: string): Promise<Challenge> {
  return askAfresh(journey, appid, sid, 'newCaptcha');
}

/** A fresh SMS for the step that waits (§4). Throws 4990 while the carrier holds the last one good. */
export async function newSms(journey: Journey, appid: string, sid: string): Promise<Challenge> {
  return askAfresh(journey, appid, sid, 'newSms');
}

const stepOf = { newCaptcha: 'captcha', newSms: 'sms' } as const;

async function askAfresh(
  journey: Journey,
  appid: string,
  sid: string,
  what: 'newCaptcha' | 'newSms',
): Promise<Challenge> {
  return withClaimedSession(journey, appid, sid, async (session, claim) => {
    const step = readStep(session.step);
    // Where no code is wanted, asking the carrier might replace a captcha that the subscriber is looking at.
    if (what === 'newSms' && !step.challenge.sms) return step.challenge;
    const { tel } = subjectOf(session);
    if (what === 'newSms') await requireRoomForSms(journey, tel);
    const { outcome, cookies } = await runStep(
      journey,
      stepOf[what],
      subjectOf(session),
      step.cookies,
      (connector, context) => connector[what](context, step.notes),
    );
    if (what === 'newSms' && outcome.kind !== 'refused') await countSms(journey, tel);
    const settled = await settleOutcome(journey, session, step, outcome, cookies, claim);
    return settled.done ? step.challenge : settled.challenge;
  });
}

function requireAnswers(step: PendingStep, answers: Answers): void {
  for (const { name, answer, asks } of wanted) {
    if (asks(step.challenge) && !answers[answer]) throw new Fault(4001, `${name} is missing`, `缺少 ${name}`);
  }
}

function subjectOf(session: Session) {
  const { carrier, province, city, subject } = session;
  if (!subject) throw new Error('a session that waits has lost its subject');
  return { carrier, province, city, tel: subject.tel };
}
