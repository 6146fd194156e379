/** Recovering a forgotten service password (§8–§12): begun by name and ID card, then one answer after the other. */

import { capabilityOf } from '../carriers/capabilities.ts';
import type { Connector } from '../carriers/connector.ts';
import type { Recovery, RecoveryAnswer, RecoveryOutcome, RecoveryQuestion } from '../carriers/recovery.ts';
import { newTid } from '../domain/ids.ts';
import { idleSeconds } from '../domain/session.ts';
import { type Code, codes, Fault } from '../errors.ts';
import type { RecoveryIdentity, StoredRecovery } from '../store/recoveries.ts';
import { channelOf } from './channel-of.ts';
import { checkRecoveryAnswer } from './check-recovery-answer.ts';
import { withClaimedRecovery } from './claim-recovery.ts';
import { countFlow } from './count-flow.ts';
import { type Journey, runStep, type StepSubject } from './journey.ts';
import { type PendingRecovery, readPendingRecovery } from './pending-recovery.ts';

const mostWrongAnswers = 5;

export interface Recovered {
  tid: string;
  /** Null: the password is set anew. */
  question: RecoveryQuestion | null;
  /** For the subscriber: see `RecoveryOutcome`. */
  content: string;
}

/**
 * Throws 20015 without a channel, 30001 where the carrier offers no recovery, 20005 and 20011 when the number was asked
 * for too often, and what the carrier refuses with. A start takes the place of the app's earlier ones for the number.
 */
export async function startRecovery(journey: Journey, appid: string, identity: RecoveryIdentity): Promise<Recovered> {
  const { db, recoveries } = journey;
  const number = channelOf(journey, identity.tel);
  const { carrier, province, city } = number;
  if (!capabilityOf(carrier, province)?.recovery)
    throw new Fault(30001, `${carrier} offers no recovery in ${province}`);
  await countFlow(journey, identity.tel);
  const now = journey.now();
  await recoveries.endIdle(db, now - idleSeconds);
  await recoveries.endEarlier(db, appid, identity.tel, now);

  const { name, idCard } = identity;
  const { outcome, cookies } = await runStep<RecoveryOutcome>(journey, 'recovery', number, '', (connector, context) =>
    recoveryOf(connector).start(context, { name, idCard }),
  );
  if (outcome.kind === 'refused') throw new Fault(outcome.code, `${carrier}: ${outcome.detail}`, outcome.hint);
  const tid = newTid(journey.random);
  const question = outcome.kind === 'ask' ? outcome.question : null;
  if (outcome.kind === 'ask') {
    const step: PendingRecovery = { cookies, notes: { ...outcome.notes }, question: outcome.question };
    await recoveries.insert(db, { tid, appid, carrier, province, city, identity, step, now: journey.now() });
  }
  return { tid, question, content: outcome.content };
}

/**
 * `answer` is null when the client sent none. Throws what `withClaimedRecovery` and `checkRecoveryAnswer` throw, what the
 * carrier refuses with, and the reason when it asks again because an answer was wrong.
 */
export async function answerRecovery(
  journey: Journey,
  appid: string,
  tid: string,
  answer: RecoveryAnswer | null,
): Promise<Recovered> {
  return withClaimedRecovery(journey, appid, tid, async (recovery) => {
    const step = readPendingRecovery(recovery.step);
    const checked = checkRecoveryAnswer(recovery, step, answer);
    const { outcome, cookies } = await runStep<RecoveryOutcome>(
      journey,
      'recovery',
      subjectOf(recovery),
      step.cookies,
      (connector, context) => recoveryOf(connector).answer(context, step.notes, checked),
    );
    return settle(journey, recovery, step, outcome, cookies);
  });
}

/** Keeps what must be remembered, or ends the recovery: nothing stays sealed that no further call needs. */
async function settle(
  { db, recoveries }: Journey,
  recovery: StoredRecovery,
  step: PendingRecovery,
  outcome: RecoveryOutcome,
  cookies: string,
): Promise<Recovered> {
  const { tid, carrier } = recovery;
  /** The fifth wrong answer ends it: six digits must not be tried out. */
  async function keepTrying(left: PendingRecovery, code: Code, detail: string, hint = ''): Promise<never> {
    const wrongAnswers = (left.wrongAnswers ?? 0) + 1;
    if (wrongAnswers < mostWrongAnswers) await recoveries.keepStep(db, recovery, { ...left, wrongAnswers });
    else await recoveries.end(db, tid, 'failed', 30007);
    if (wrongAnswers < mostWrongAnswers) throw new Fault(code, `${carrier}: ${detail}`, hint);
    throw new Fault(30007, `${carrier}: ${mostWrongAnswers} wrong answers`, '输错次数过多');
  }
  if (outcome.kind === 'done') {
    await recoveries.end(db, tid, 'done');
    return { tid, question: null, content: outcome.content };
  }
  if (outcome.kind === 'refused') {
    const { code, detail, hint, notes = step.notes } = outcome;
    if (isWrongAnswer(code)) return keepTrying({ ...step, cookies, notes }, code, detail, hint);
    if (codes[code].action === 'reset') await recoveries.end(db, tid, code === 4004 ? 'expired' : 'failed', code);
    else await recoveries.keepStep(db, recovery, { ...step, cookies, notes });
    throw new Fault(code, `${carrier}: ${detail}`, hint);
  }
  const { question, notes, content, because } = outcome;
  if (because && isWrongAnswer(because)) {
    return keepTrying({ ...step, cookies, notes, question }, because, 'the portal wants another answer');
  }
  await recoveries.keepStep(db, recovery, { ...step, cookies, notes, question });
  if (because) throw new Fault(because, `${carrier}: the portal wants another answer`);
  return { tid, question, content };
}

/** A wrong or late SMS code, or contacts that were not called. */
function isWrongAnswer(code: Code): boolean {
  return code === 4008 || code === 20013 || code === 30006;
}

function recoveryOf({ recovery, carrier }: Connector): Recovery {
  if (!recovery) throw new Fault(30001, `the connector for ${carrier} knows no recovery`);
  return recovery;
}

function subjectOf({ carrier, province, city, identity }: StoredRecovery): StepSubject {
  if (!identity) throw new Error('a recovery that waits has lost its subscriber');
  return { carrier, province, city, tel: identity.tel };
}
