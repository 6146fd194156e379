/** What a sign-in step's outcome does to its session: keep what must be remembered, move on, or end it. */

import type { Challenge, Outcome } from '../carriers/connector.ts';
import { type Code, codes, Fault } from '../errors.ts';
import { insertPush } from '../store/pushes.ts';
import type { Session } from '../store/sessions.ts';
import type { Journey } from './journey.ts';
import { nothingAsked, type PendingStep } from './pending-step.ts';

/** What the client is told after a step: more is asked, or the sign-in is done. */
export type Settled = { done: true } | { done: false; challenge: Challenge };

/** Wrong passwords and identities of one session; at the fifth the session ends with 20006 (wire contract §6). */
const mostWrongTries = 5;
const countsAsWrongTry: ReadonlySet<Code> = new Set<Code>([4010, 4012]);

/** Throws the Fault that the client must be told when the carrier refused, or asks again because an answer was wrong. */
export async function settleOutcome(
  journey: Journey,
  session: Session,
  step: PendingStep,
  outcome: Outcome,
  cookies: string,
): Promise<Settled> {
  const { db, sessions } = journey;
  if (outcome.kind === 'refused') {
    throw await refuse(journey, session, step, outcome, cookies);
  }
  if (outcome.kind === 'signedIn') {
    await db.transaction().execute(async (transaction) => {
      const next = { ...step, cookies, notes: { ...outcome.notes }, challenge: nothingAsked };
      await sessions.keepStep(transaction, session, next, session.wrongTries);
      if (!(await sessions.move(transaction, session, 'authorised')))
        throw new Fault(4016, 'the session was ended meanwhile');
      await insertPush(transaction, session, 'auth', journey.now());
      await journey.enqueueFetch(transaction, session.sid);
    });
    return { done: true };
  }
  const next: PendingStep = {
    cookies,
    notes: { ...outcome.notes },
    challenge: outcome.challenge,
    askedAt: journey.now(),
  };
  await db.transaction().execute(async (transaction) => {
    await sessions.keepStep(transaction, session, next, session.wrongTries);
    if (session.state === 'awaiting_login' && !outcome.challenge.pinPwd) {
      await sessions.move(transaction, session, 'awaiting_verify');
    }
  });
  if (outcome.because) throw new Fault(outcome.because, 'the portal wants another answer');
  return { done: false, challenge: outcome.challenge };
}

async function refuse(
  journey: Journey,
  session: Session,
  step: PendingStep,
  outcome: Extract<Outcome, { kind: 'refused' }>,
  cookies: string,
): Promise<Fault> {
  const wrongTries = session.wrongTries + (countsAsWrongTry.has(outcome.code) ? 1 : 0);
  const code = wrongTries >= mostWrongTries ? 20006 : outcome.code;
  if (codes[code].action === 'reset') {
    await journey.sessions.move(journey.db, session, 'expired', code);
  } else {
    const notes = outcome.notes ? { ...outcome.notes } : step.notes;
    await journey.sessions.keepStep(journey.db, session, { ...step, cookies, notes }, wrongTries);
  }
  const hint = code === outcome.code ? outcome.hint : '';
  return new Fault(code, `${session.carrier}: ${outcome.detail}`, hint);
}
