/** The job that fetches a signed-in session's calls and bills, stores the record, and has the report built. */

import type { Fetched, Progress } from '../carriers/connector.ts';
import { isFetching } from '../domain/session.ts';
import { type Code, Fault } from '../errors.ts';
import { assembleRecord } from '../journey/assemble-record.ts';
import { channelFor, type Journey } from '../journey/journey.ts';
import { readStep } from '../journey/pending-step.ts';
import { insertRecord, packDocument } from '../store/documents.ts';
import { insertPush } from '../store/pushes.ts';
import type { Session } from '../store/sessions.ts';

/** Carrier trouble that another attempt of the job may not meet; anything else is the carrier's last word. */
const worthAnotherAttempt: ReadonlySet<Code> = new Set<Code>([4007, 20020]);

/** Progress is stored at most this often: one row update costs more than a page of calls. */
const progressEverySeconds = 0.25;

/**
 * Does nothing when the session has moved on already, so running twice is harmless.
 * Throws (and pg-boss tries again) for trouble worth another attempt, unless this is the last one.
 */
export async function fetchRecord(journey: Journey, sid: string, isLastAttempt: boolean): Promise<void> {
  let session = await journey.sessions.find(journey.db, sid);
  if (!session || !isFetching(session.state)) return;
  if (session.state === 'authorised') {
    if (!(await journey.sessions.move(journey.db, session, 'fetching'))) return;
    session = { ...session, state: 'fetching' };
  }
  const fetched = nothingFetched(await fetchFromCarrier(journey, session, isLastAttempt));
  if (fetched.kind === 'refused') {
    if (!isLastAttempt && worthAnotherAttempt.has(fetched.code)) throw new Fault(fetched.code, fetched.detail);
    journey.log.warn({ sid, carrier: session.carrier, code: fetched.code, detail: fetched.detail }, 'fetch failed');
    await failQuery(journey, session, fetched.code);
    return;
  }
  await storeRecord(journey, session, fetched);
}

async function failQuery(journey: Journey, session: Session, code: Code): Promise<void> {
  await journey.db.transaction().execute(async (transaction) => {
    if (!(await journey.sessions.move(transaction, session, 'query_failed', code))) return;
    await insertPush(transaction, session, 'result', journey.now());
  });
}

/** A portal that gives no month at all is down, and a record without one is none. */
function nothingFetched(fetched: Fetched): Fetched {
  if (fetched.kind === 'refused' || fetched.calls.some((month) => month.verdict !== 'missing')) return fetched;
  return { kind: 'refused', code: 4007, detail: fetched.calls[0]?.cause ?? 'no month covered' };
}

async function fetchFromCarrier(journey: Journey, session: Session, isLastAttempt: boolean): Promise<Fetched> {
  const step = readStep(session.step);
  const { carrier, province, city, subject } = session;
  if (!subject) throw new Error('a session that is fetched has lost its subject');
  const number = { carrier, province, city, tel: subject.tel };
  try {
    const { connector, portal } = channelFor(journey, number, step.cookies, journey.stopping);
    return await connector.fetch(
      { ...number, portal, now: () => Math.floor(journey.now()) },
      step.notes,
      progressKeeper(journey, session.sid),
    );
  } catch (error) {
    // A process that is asked to stop leaves the job to its next attempt, on this node or another.
    if (journey.stopping.aborted) throw new Fault(4007, 'the process is stopping');
    if (error instanceof Fault) return { kind: 'refused', code: error.code, detail: error.message };
    if (!isLastAttempt) throw error;
    journey.log.error(
      { sid: session.sid, err: error },
      'the fetch failed by our own fault and will not be tried again',
    );
    return { kind: 'refused', code: 9999, detail: 'our own fault' };
  }
}

function progressKeeper(journey: Journey, sid: string): (progress: Progress) => void {
  let lastAt = 0;
  return (progress) => {
    const now = journey.now();
    if (now - lastAt < progressEverySeconds && progress.monthsDone < progress.monthsTotal) return;
    lastAt = now;
    journey.sessions.keepProgress(journey.db, sid, progress).catch((error: unknown) => {
      journey.log.warn({ sid, err: error }, 'progress was not stored; the fetch goes on');
    });
  };
}

async function storeRecord(
  journey: Journey,
  session: Session,
  fetched: Extract<Fetched, { kind: 'fetched' }>,
): Promise<void> {
  const { sid, subject } = session;
  if (!subject) throw new Error('a session that is fetched has lost its subject');
  const record = assembleRecord(fetched, { tel: subject.tel, uid: subject.uid, sid });
  const packed = await packDocument({ status: 0, action: 'done', msg: 'OK', data: record });
  for (const month of [...fetched.calls, ...fetched.bills].filter((one) => one.cause !== '')) {
    journey.log.info(
      { sid, carrier: session.carrier, month: month.month, cause: month.cause },
      'a month is not complete',
    );
  }
  await journey.db.transaction().execute(async (transaction) => {
    if (!(await journey.sessions.move(transaction, session, 'fetched'))) return;
    await insertRecord(transaction, session, packed, journey.now());
    await insertPush(transaction, session, 'result', journey.now());
    await journey.enqueueReport(transaction, sid);
  });
  journey.log.info(
    { sid, carrier: session.carrier, calls: record.call_log.length, bills: record.bill.length },
    'record stored',
  );
}
