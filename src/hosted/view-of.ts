/** Where the subscriber of a link stands, as the page is told: read anew at every call, so that a reload goes on where it was. */

import { capabilityOf } from '../carriers/capabilities.ts';
import type { Challenge } from '../carriers/connector.ts';
import { consentParagraphs } from '../domain/consent-texts.ts';
import { idleSeconds, isAwaiting, isFetching } from '../domain/session.ts';
import { Fault } from '../errors.ts';
import { findSession } from '../journey/claim-session.ts';
import { termsFor } from '../journey/consent.ts';
import type { Journey } from '../journey/journey.ts';
import { readPendingRecovery } from '../journey/pending-recovery.ts';
import { challengeLeft, readStep } from '../journey/pending-step.ts';
import type { Link } from '../store/links.ts';
import type { Session } from '../store/sessions.ts';
import { codeOf } from './code-of.ts';
import type { Asks, Language, PageView, Step } from './view.ts';

export interface HostedParts {
  journey: Journey;
  /** Where browsers reach the sandbox; null: there is none. */
  sandboxUrl: string | null;
}

export async function viewOf({ journey, sandboxUrl }: HostedParts, link: Link): Promise<PageView> {
  const { tel } = link.content.subject;
  const { recipient } = await termsFor(journey, link.appid, 'zh');
  return {
    recipient,
    tel,
    telLocked: link.content.telLocked,
    phoneUrl: sandboxUrl !== null && tel !== '' ? `${sandboxUrl}/phone/${tel}` : null,
    back: backTo(link),
    step: await stepOf(journey, link),
  };
}

async function stepOf(journey: Journey, link: Link): Promise<Step> {
  if (link.content.consent === null) return consentStep(journey, link);
  const recovery = await recoveryStep(journey, link);
  if (recovery) return recovery;
  if (link.sid === null) return { at: 'number' };
  try {
    return sessionStep(journey, await findSession(journey, link.appid, link.sid));
  } catch (error) {
    if (error instanceof Fault) return { at: 'failed', code: error.code };
    throw error;
  }
}

async function consentStep(journey: Journey, { appid }: Link): Promise<Step> {
  const inLanguage = async (language: Language) => {
    const terms = await termsFor(journey, appid, language);
    return { paragraphs: consentParagraphs(terms), textHash: terms.textHash };
  };
  return { at: 'consent', terms: { zh: await inLanguage('zh'), en: await inLanguage('en') } };
}

/** Null when none is under way: it failed or ran out of time, say, and the page is back where it began. */
async function recoveryStep(journey: Journey, { appid, tid, content: { recovery } }: Link): Promise<Step | null> {
  if (!recovery) return null;
  const { content, isDone } = recovery;
  if (isDone) return { at: 'recovered', content };
  const found = tid === null ? null : await journey.recoveries.find(journey.db, tid, appid);
  if (found?.state !== 'awaiting' || journey.now() - found.touchedAt > idleSeconds) return null;
  const { question } = readPendingRecovery(found.step);
  if ('seconds' in question) {
    const { wants, seconds, wasSentBefore = false } = question;
    const left = Math.max(1, Math.ceil(found.touchedAt + seconds - journey.now()));
    return { at: 'recovery', wants, seconds: left, wasSentBefore, content };
  }
  if (question.wants === 'contacts') return { at: 'recovery', wants: 'contacts', content };
  const lengths = capabilityOf(found.carrier, found.province)?.password_lengths ?? [];
  return { at: 'recovery', wants: 'newPassword', lengths, content };
}

function sessionStep(journey: Journey, session: Session): Step {
  const { carrier, province, state, progress } = session;
  if (isAwaiting(state)) {
    const asks = asksOf(challengeLeft(readStep(session.step), journey.now()));
    if (state === 'awaiting_verify') return { at: 'verify', carrier, province, asks };
    const canRecover = asks.pinPwd && capabilityOf(carrier, province)?.recovery === true;
    return { at: 'login', carrier, province, asks, canRecover };
  }
  if (isFetching(state)) return { at: 'fetching', carrier, province, progress };
  if (state === 'expired') return { at: 'failed', code: codeOf(session.failureCode, 4004) };
  if (state === 'query_failed') return { at: 'failed', code: codeOf(session.failureCode, 3100) };
  return { at: 'done', progress };
}

function asksOf({ pinPwd, fullName, idCard, sms, captcha }: Challenge): Asks {
  return { pinPwd, fullName, idCard, sms, captcha: captcha === null ? null : pictureOf(captcha) };
}

/** `/9j/` is how a JPEG begins in base64. */
function pictureOf(base64: string): string {
  return `data:image/${base64.startsWith('/9j/') ? 'jpeg' : 'png'};base64,${base64}`;
}

/** The app's address with what it needs to go on; what else stands in its query stays. */
function backTo({ sid, content: { redirectUrl, state } }: Link): string | null {
  if (redirectUrl === null) return null;
  const url = new URL(redirectUrl);
  if (sid !== null) url.searchParams.set('sid', sid);
  if (state !== '') url.searchParams.set('state', state);
  return url.href;
}
