/** What a sign-in step's outcome does to its session: keep what must be remembered, move on, or end it. */

import type { Challenge, Outcome } from '../carriers/connector.ts';
import { type Code, codes, Fault } from '../errors.ts';
import { insertPushes } from '../store/pushes.ts';
import type { Session } from '../store/sessions.ts';
import type { Journey } from './journey.ts';
import { nothingAsked, type PendingStep } from './pending-step.ts';
import type { Claim } from './while-claimed.ts';

/** What the client is told after a step: more is asked, or the sign-in is done. */
export type Settled = { done: true } | { done: false; challenge: Challenge };

/** Wrong passwords and identities of one session; at the fifth the session ends with 20006 (wire contract §6). */
const mostWrongTries = 5;
const countsAsWrongTry: ReadonlySet<Code> = new Set<Code>([4010, 4012]);

/**
 * Ends the claim with what it stores, where that goes well. Throws the Fault that the client must be told when the carrier refused, or asks again
 * because an answer was wrong.
 */
export async function settleOutcome(
  journey: Journey,
  session: Session,
  step: PendingStep,
  outcome: Outcome,
  cookies: string,
  claim: Claim,
): Promise<Settled> {
  const { db, sessions } = journey;
  if (outcome.kind === 'refused') {
    throw await refuse(journey, session, step, outcome, cookies, claim);
  }
  if (outcome.kind === 'signedIn') {
    const next = { ...step, cookies, notes: { ...outcome.notes }, challenge: nothingAsked };
    const inserts = [insertPushes(session, ['auth'], journey.now())];
    await db.transaction().execute(async (transaction) => {
      if (!(await sessions.move(transaction, session, 'authorised', { step: next, releases: true, inserts })))
        throw new Fault(4016, 'the session was ended meanwhile');
      await journey.enqueueFetch(transaction, session.sid);
    });
    claim.isHeld = false;
    return { done: true };
  }
  const next: PendingStep = {
    cookies,
    notes: { ...outcome.notes },
    challenge: outcome.challenge,
    askedAt: journey.now(),
  };
  if (session.state === 'awaiting_login' && !outcome.challenge.pinPwd) {
    claim.isHeld = !(await sessions.move(db, session, 'awaiting_verify', { step: next, releases: true }));
  } else {
    await sessions.keepStep(db, session, next, session.wrongTries);
    claim.isHeld = false;
  }
  if (outcome.because) throw new Fault(outcome.because, 'the portal wants another answer');
  return { done: false, challenge: outcome.challenge };
}

async function refuse(
  journey: Journey,
  session: Session,
  step: PendingStep,
  outcome: Extract<Outcome, { kind: 'refused' }>,
  cookies: string,
  claim: Claim,
): Promise<Fault> {
  const wrongTries = session.wrongTries + (countsAsWrongTry.has(outcome.code) ? 1 : 0);
  const code = wrongTries >= mostWrongTries ? 20006 : outcome.code;
  if (codes[code].action === 'reset') {
    claim.isHeld = !(await journey.sessions.move(journey.db, session, 'expired', {
      failureCode: code,
      releases: true,
    }));
  } else {
    const notes = outcome.notes ? { ...outcome.notes } : step.notes;
    await journey.sessions.keepStep(journey.db, session, { ...step, cookies, notes }, wrongTries);
    claim.isHeld = false;
  }
  const hint = code === outcome.code ? outcome.hint : '';
  return new Fault(code, `${session.carrier}: ${outcome.detail}`, hint);
}
