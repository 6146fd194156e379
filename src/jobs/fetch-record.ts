/** The job that fetches a signed-in session's calls and bills, stores the record, and has the report built. */

import type { Fetched, Progress } from '../carriers/connector.ts';
import { columnsOf } from '../domain/call-columns.ts';
import type { RecordData } from '../domain/call-record.ts';
import { packColumns } from '../domain/pack-columns.ts';
import { printCalls } from '../domain/print-calls.ts';
import { type Code, Fault } from '../errors.ts';
import { assembleRecord } from '../journey/assemble-record.ts';
import { channelFor, type Journey } from '../journey/journey.ts';
import { readStep } from '../journey/pending-step.ts';
import { insertPushes } from '../store/pushes.ts';
import { insertRecord, packBlock, type RecordDocuments } from '../store/sessions/documents.ts';
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
  const begun = await journey.sessions.beginFetch(journey.db, sid);
  if (begun?.session.state !== 'fetching') return;
  const { session, hasConsent } = begun;
  if (!hasConsent) {
    journey.log.error({ sid }, 'a session without a consent is not fetched');
    await failQuery(journey, session, 9999);
    return;
  }
  const progress = progressKeeper(journey, sid);
  const watch = watchSession(journey, sid);
  const answer = await fetchFromCarrier(journey, session, isLastAttempt, watch.unwanted, progress.keep).finally(
    watch.stop,
  );
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
  await storeRecord(journey, session, fetched, progress.last());
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

async function failQuery(journey: Journey, session: Session, failureCode: Code): Promise<void> {
  const inserts = [insertPushes(session, ['result'], journey.now())];
  await journey.sessions.move(journey.db, session, 'query_failed', { failureCode, inserts });
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
  onProgress: (progress: Progress) => void,
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
    return await connector.fetch({ ...number, portal, now: () => Math.floor(journey.now()) }, step.notes, onProgress);
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

/** The last word is stored with the record. */
function progressKeeper(
  journey: Journey,
  sid: string,
): { keep: (progress: Progress) => void; last: () => Progress | null } {
  let lastAt = journey.now();
  let last: Progress | null = null;
  return {
    last: () => last,
    keep(progress) {
      last = progress;
      const now = journey.now();
      if (now - lastAt < progressEverySeconds) return;
      lastAt = now;
      journey.sessions.keepProgress(journey.db, sid, progress).catch((error: unknown) => {
        journey.log.warn({ sid, err: error }, 'progress was not stored; the fetch goes on');
      });
    },
  };
}

async function storeRecord(
  journey: Journey,
  session: Session,
  fetched: Extract<Fetched, { kind: 'fetched' }>,
  progress: Progress | null,
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
    const inserts = [insertRecord(session, documents, journey.now()), insertPushes(session, ['result'], journey.now())];
    const along = progress ? { progress, inserts } : { inserts };
    if (await journey.sessions.move(transaction, session, 'fetched', along))
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
    record: await packBlock(printReply(data)),
    columns: await packBlock(packColumns({ record, calls: columnsOf(call_log) })),
  };
}

/** The reply of `/calls/record`, its calls printed apart. */
function printReply(data: RecordData): Buffer {
  const reply = JSON.stringify({ status: 0, action: 'done', msg: 'OK', data: { ...data, call_log: [] } });
  // Within a text its quotes would be escaped.
  const at = reply.indexOf('"call_log":[]') + '"call_log":'.length;
  return Buffer.concat([
    Buffer.from(reply.slice(0, at)),
    printCalls(data.call_log),
    Buffer.from(reply.slice(at + '[]'.length)),
  ]);
}
