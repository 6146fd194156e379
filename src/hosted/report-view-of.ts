/** A report with all that its page shows besides: the calls, and what stands behind each figure. */

import type { RecordData } from '../domain/call-record.ts';
import { type Code, Fault } from '../errors.ts';
import { findSession } from '../journey/claim-session.ts';
import { fetchedCalls } from '../journey/fetched-calls.ts';
import type { Journey } from '../journey/journey.ts';
import { readDocument, thirdPartyFor } from '../journey/read.ts';
import { directoryFor } from '../journey/tag-lists.ts';
import { aggregateColumns } from '../report/aggregate.ts';
import type { ReportData } from '../report/build-report.ts';
import { evidenceOf } from './report-evidence.ts';
import type { Reader } from './report-reader.ts';
import type { CallRow, ReportReply, ReportView } from './report-view.ts';

const withoutReport: Partial<Record<Code, 'waiting' | 'failed' | 'expired' | 'gone'>> = {
  3101: 'waiting',
  3100: 'failed',
  3102: 'failed',
  4004: 'expired',
  4016: 'gone',
};

export async function reportReply(journey: Journey, sid: string, reader: Reader): Promise<ReportReply> {
  try {
    return { at: 'ready', view: await viewOf(journey, sid, reader) };
  } catch (error) {
    const at = error instanceof Fault ? withoutReport[error.code] : undefined;
    if (at === undefined) throw error;
    return { at };
  }
}

async function viewOf(journey: Journey, sid: string, { appid, actor, mayReadRecord }: Reader): Promise<ReportView> {
  const report: ReportData = await dataOf(readDocument(journey, appid, sid, 'report', actor));
  const session = await findSession(journey, appid, sid);
  if (!session.subject) throw new Fault(4016, 'the session was erased meanwhile');
  const { userInfo, userContacts } = session.subject;
  const directory = await directoryFor(journey, appid);
  const fetched = await fetchedCalls(journey, session);
  const now = report.created_at;
  const { contactOf, ...evidence } = evidenceOf(
    aggregateColumns({ ...fetched, userInfo, userContacts, now, directory }),
    report,
  );
  return {
    report,
    calls: mayReadRecord
      ? rowsOf(await dataOf<RecordData>(readDocument(journey, appid, sid, 'record', actor)), contactOf)
      : null,
    ...evidence,
    isMasked: (await thirdPartyFor(journey, appid, actor)) === 'masked',
  };
}

/** Sealed and authenticated, or made from such by the mask: what opens is what the jobs stored. */
async function dataOf<T>(reading: ReturnType<typeof readDocument>): Promise<T> {
  const document = await reading;
  const { data }: { data: T } = JSON.parse((await document.plain()).toString('utf8'));
  return data;
}

function rowsOf({ call_log }: RecordData, contactOf: ReadonlyMap<number, number>): CallRow[] {
  return call_log.map((call, row) => [
    ...([call.call_time, call.call_tel, call.call_method, call.call_duration] as const),
    ...([call.call_from, call.call_to, call.call_type, call.call_cost] as const),
    contactOf.get(row) ?? -1,
  ]);
}
