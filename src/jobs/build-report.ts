/** The job that turns a stored record into its report, its score (§16) and its tags (§17). */

import type { Directory } from '../directory/directory.ts';
import { tagEntries } from '../directory/itag.ts';
import { documentSid } from '../domain/document-sid.ts';
import type { ColumnRecord } from '../domain/pack-columns.ts';
import { fetchedCalls } from '../journey/fetched-calls.ts';
import type { Journey } from '../journey/journey.ts';
import { directoryFor } from '../journey/tag-lists.ts';
import { aggregateColumns } from '../report/aggregate.ts';
import { reportOf } from '../report/build-report.ts';
import { score } from '../report/score.ts';
import { insertPushes } from '../store/pushes.ts';
import { insertReport, packDocument, type ReportDocuments } from '../store/sessions/documents.ts';
import type { Subject } from '../store/sessions.ts';

/**
 * Does nothing when the session has moved on already. A report that cannot be built is tried again, since the fault may be this
 * node's; at the last attempt the session becomes `report_failed` and its record stays.
 */
export async function buildReport(journey: Journey, sid: string, isLastAttempt: boolean): Promise<void> {
  const session = await journey.sessions.find(journey.db, sid);
  if (session?.state !== 'fetched') return;
  try {
    if (!session.subject) throw new Error('a session that is fetched has lost its subject');
    const fetched = await fetchedCalls(journey, session);
    const known = await directoryFor(journey, session.appid);
    const documents = await documentsOf(fetched, session.subject, known, journey.now());
    const inserts = [
      insertReport(session, documents, journey.now()),
      insertPushes(session, ['report', 'tags'], journey.now()),
    ];
    await journey.sessions.move(journey.db, session, 'reported', { inserts });
    journey.log.info({ sid }, 'report stored');
  } catch (error) {
    if (!isLastAttempt) throw error;
    journey.log.error({ sid, err: error }, 'the report could not be built and will not be tried again');
    const inserts = [insertPushes(session, ['report'], journey.now())];
    await journey.sessions.move(journey.db, session, 'report_failed', { failureCode: 9999, inserts });
  }
}

async function documentsOf(
  { record, calls }: ColumnRecord,
  { userInfo, userContacts }: Subject,
  directory: Directory,
  now: number,
): Promise<ReportDocuments> {
  const prepared = aggregateColumns({ record, calls, userInfo, userContacts, now, directory });
  const pack = (data: object) => packDocument({ status: 0, action: 'done', msg: 'OK', data });
  const tags = tagEntries(directory, calls.telTexts);
  return {
    report: await pack(reportOf(prepared)),
    score: await pack(score(prepared, documentSid('score', record.sid), record.sid)),
    tags: await pack({ sid: documentSid('tags', record.sid), tags }),
  };
}
