/** The job that fetches a signed-in session's calls and bills, stores the record, and has the report built. */

import type { Fetched, Progress } from '../carriers/connector.ts';
import { columnsOf } from '../domain/call-columns.ts';
import type { RecordData } from '../domain/call-record.ts';
import { packColumns } from '../domain/pack-columns.ts';
import { isFetching } from '../domain/session.ts';
import { type Code, Fault } from '../errors.ts';
import { assembleRecord } from '../journey/assemble-record.ts';
import { channelFor, type Journey } from '../journey/journey.ts';
import { readStep } from '../journey/pending-step.ts';
import { consentStands } from '../store/consents.ts';
import { insertRecord, packBlock, packDocument, type RecordDocuments } from '../store/documents.ts';
import { insertPush } from '../store/pushes.ts';
import type { Session } from '../store/sessions.ts';

/** Carrier trouble that another attempt of the job may not meet; anything else is the carrier's last word. */
const worthAnotherAttempt: ReadonlySet<Code> = new Set<Code>([4007, 20020]);

/** Progress is stored at most this often: one row update costs more than a page of calls. */
const progressEverySeconds = 0.25;

/** A withdrawal cuts a fetch off within about so long; 20 fetches at once make 20 look-ups by key a second. */
const lookEveryMs = 1_000;

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
  if (!(await consentStands(journey.db, sid))) {
    journey.log.error({ sid }, 'a session without a consent is not fetched');
    await failQuery(journey, session, 9999);
    return;
  }
  const watch = watchSession(journey, sid);
  const answer = await fetchFromCarrier(journey, session, isLastAttempt, watch.unwanted).finally(watch.stop);
  if (watch.unwanted.aborted) {
    journey.log.info({ sid }, 'the session was withdrawn or erased: its fetch was cut off');
    return;
  }
  const fetched = nothingFetched(answer);
  if (fetched.kind === 'refused') {
    if (!isLastAttempt && worthAnotherAttempt.has(fetched.code)) throw new Fault(fetched.code, fetched.detail);
    journey.log.warn({ sid, carrier: session.carrier, code: fetched.code, detail: fetched.detail }, 'fetch failed');
    await failQuery(journey, session, fetched.code);
    return;
  }
  await storeRecord(journey, session, fetched);
}

/** `unwanted` is aborted soon after the session was withdrawn or erased, on whatever node. */
function watchSession(journey: Journey, sid: string): { unwanted: AbortSignal; stop(): void } {
  const unwanted = new AbortController();
  const timer = setInterval(() => {
    journey.sessions.isBeingFetched(journey.db, sid).then(
      (wanted) => {
        if (!wanted) unwanted.abort();
      },
      (error: unknown) => journey.log.warn({ sid, err: error }, 'whether a fetch is still wanted was not learnt'),
    );
  }, lookEveryMs);
  timer.unref();
  return { unwanted: unwanted.signal, stop: () => clearInterval(timer) };
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

async function fetchFromCarrier(
  journey: Journey,
  session: Session,
  isLastAttempt: boolean,
  unwanted: AbortSignal,
): Promise<Fetched> {
  const step = readStep(session.step);
  const { carrier, province, city, subject } = session;
  if (!subject) throw new Error('a session that is fetched has lost its subject');
  const number = { carrier, province, city, tel: subject.tel };
  try {
    const { connector, portal } = channelFor(journey, number, step.cookies, {
      signal: AbortSignal.any([journey.stopping, unwanted]),
      purpose: 'fetch',
    });
    return await connector.fetch(
      { ...number, portal, now: () => Math.floor(journey.now()) },
      step.notes,
      progressKeeper(journey, session.sid),
    );
  } catch (error) {
    // A process that is asked to stop leaves the job to its next attempt, on this node or another.
    if (journey.stopping.aborted) throw new Fault(4007, 'the process is stopping');
    if (unwanted.aborted) return { kind: 'refused', code: 4016, detail: 'no longer wanted' };
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
  const documents = await documentsOf(record);
  for (const month of [...fetched.calls, ...fetched.bills].filter((one) => one.cause !== '')) {
    journey.log.info(
      { sid, carrier: session.carrier, month: month.month, cause: month.cause },
      'a month is not complete',
    );
  }
  await journey.db.transaction().execute(async (transaction) => {
    if (!(await journey.sessions.move(transaction, session, 'fetched'))) return;
    await insertRecord(transaction, session, documents, journey.now());
    await insertPush(transaction, session, 'result', journey.now());
    await journey.enqueueReport(transaction, sid);
  });
  journey.log.info(
    { sid, carrier: session.carrier, calls: record.call_log.length, bills: record.bill.length },
    'record stored',
  );
}

async function documentsOf(data: RecordData): Promise<RecordDocuments> {
  const { call_log, ...record } = data;
  return {
    record: await packDocument({ status: 0, action: 'done', msg: 'OK', data }),
    columns: await packBlock(packColumns({ record, calls: columnsOf(call_log) })),
  };
}
