/** Opens a session for a number (§3), or hands back the one that waits: the "send again" button. */

import type { Challenge, Outcome } from '../carriers/connector.ts';
import { newSid } from '../domain/ids.ts';
import { idleSeconds, isFetching } from '../domain/session.ts';
import { Fault } from '../errors.ts';
import { insertAudit } from '../store/audit.ts';
import { type Consent, insertConsent } from '../store/consents.ts';
import { claimOpening, releaseOpening } from '../store/sessions/openings.ts';
import type { Session, Subject } from '../store/sessions.ts';
import { channelOf } from './channel-of.ts';
import { withClaimedSession } from './claim-session.ts';
import { type ConsentGiven, giveConsent } from './consent.ts';
import { countFlow } from './count-flow.ts';
import { eraseSession } from './erase.ts';
import { claimSeconds, type Journey, runStep, type StepSubject } from './journey.ts';
import { challengeLeft, type PendingStep, readStep } from './pending-step.ts';
import { settleOutcome } from './settle-outcome.ts';
import type { Claim } from './while-claimed.ts';

export interface Opened {
  sid: string;
  challenge: Challenge;
}

/** Whom the session is for, and how they agreed to it; without a consent, the app's settings decide whether one is assumed. */
export type Opening = Subject & { consent?: ConsentGiven };

/**
 * Throws a Fault of §20: 20015 no channel, 20005 and 20011 too often, 20018 being fetched or being opened by another call, 4007 while workers are far behind, and what
 * the carrier refuses with; 4001 for a consent that is missing or cannot be one.
 */
export async function openSession(
  journey: Journey,
  appid: string,
  { consent: given, ...subject }: Opening,
): Promise<Opened> {
  const { db, vault } = journey;
  const number = channelOf(journey, subject.tel);
  const consent = await giveConsent(journey, appid, given);
  await journey.admission.requireRoomForSession();
  await countFlow(journey, subject.tel);
  const opening = { appid, tel: subject.tel };
  const now = journey.now();
  if (!(await claimOpening(db, vault, opening, now, now + claimSeconds))) {
    throw new Fault(20018, 'another call is opening a session for this number');
  }
  const claim = { isHeld: true };
  try {
    return await openOrAskAgain(journey, appid, { subject, consent, claim }, number);
  } finally {
    if (claim.isHeld) await releaseOpening(vault, opening).execute(db);
  }
}

async function openOrAskAgain(
  journey: Journey,
  appid: string,
  { subject, consent, claim }: { subject: Subject; consent: Omit<Consent, 'sid'>; claim: Claim },
  number: StepSubject,
): Promise<Opened> {
  const open = await journey.sessions.findOpenByTel(journey.db, appid, subject.tel);
  const alive = open.filter((session) => isFetching(session.state) || journey.now() - session.touchedAt <= idleSeconds);
  if (alive.some((session) => isFetching(session.state)))
    throw new Fault(20018, 'a session of this number is being fetched');

  const same = alive.find((session) => session.state === 'awaiting_login' && session.subject?.uid === subject.uid);
  if (same) {
    await insertConsent({ ...consent, sid: same.sid }).execute(journey.db);
    return askAgain(journey, same, number);
  }

  for (const older of open) await eraseSession(journey, older, { actor: 'system', reason: 'replaced' });
  const { outcome, cookies } = await runStep(journey, 'flow', number, '', (connector, context) =>
    connector.open(context),
  );
  if (outcome.kind === 'refused') throw new Fault(outcome.code, `${number.carrier}: ${outcome.detail}`, outcome.hint);
  const sid = newSid(journey.random);
  const challenge = challengeOf(outcome);
  const step: PendingStep = { cookies, notes: { ...outcome.notes }, challenge, askedAt: journey.now() };
  const { carrier, province, city } = number;
  const now = journey.now();
  const given = { at: now, actor: actorOf(appid, consent), action: 'consent.given', appid, sid };
  await journey.sessions.insert(journey.db, { sid, appid, carrier, province, city, subject, step, now }, [
    insertConsent({ ...consent, sid }),
    insertAudit([{ ...given, detail: { channel: consent.channel } }]),
    releaseOpening(journey.vault, { appid, tel: subject.tel }),
  ]);
  claim.isHeld = false;
  return { sid, challenge };
}

/** A new code if the carrier will send one, else what is left of the old one's time; without SMS, what is asked now. */
async function askAgain(journey: Journey, waiting: Session, number: StepSubject): Promise<Opened> {
  return withClaimedSession(journey, waiting.appid, waiting.sid, async (session, claim) => {
    const step = readStep(session.step);
    const { outcome, cookies } = await runStep(journey, 'flow', number, step.cookies, (connector, context) =>
      step.challenge.sms ? connector.newSms(context, step.notes) : connector.open(context),
    );
    if (outcome.kind === 'refused' && outcome.code === 4990) {
      return { sid: session.sid, challenge: challengeLeft(step, journey.now()) };
    }
    const settled = await settleOutcome(journey, session, step, outcome, cookies, claim);
    return { sid: session.sid, challenge: settled.done ? step.challenge : settled.challenge };
  });
}

/** Who says that the consent was given. */
function actorOf(appid: string, { channel }: Pick<Consent, 'channel'>): string {
  return channel === 'page' ? 'subject' : `app:${appid}`;
}

function challengeOf(outcome: Extract<Outcome, { kind: 'ask' | 'signedIn' }>): Challenge {
  if (outcome.kind === 'ask') return outcome.challenge;
  throw new Fault(4007, 'the portal signed in before anything was asked');
}
