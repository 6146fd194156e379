/** The job that turns a stored record into its report. */

import type { Directory } from '../directory/directory.ts';
import type { RecordData } from '../domain/call-record.ts';
import type { Journey } from '../journey/journey.ts';
import { buildReport as reportOf } from '../report/build-report.ts';
import { findDocument, insertDocument, packDocument } from '../store/documents.ts';

/**
 * Does nothing when the session has moved on already. A report that cannot be built is tried again, since the fault may be this
 * node's; at the last attempt the session becomes `report_failed` and its record stays.
 */
export async function buildReport(
  journey: Journey,
  directory: Directory,
  sid: string,
  isLastAttempt: boolean,
): Promise<void> {
  const session = await journey.sessions.find(journey.db, sid);
  if (session?.state !== 'fetched') return;
  try {
    const document = await findDocument(journey.db, 'record', session);
    if (!document || !session.subject) throw new Error('a fetched session has no record');
    // Sealed and authenticated: what opens is what fetch-record stored.
    const reply: { data: RecordData } = JSON.parse((await document.plain()).toString('utf8'));
    const { userInfo, userContacts } = session.subject;
    const report = reportOf({ record: reply.data, userInfo, userContacts, now: journey.now(), directory });
    const packed = await packDocument({ status: 0, action: 'done', msg: 'OK', data: report });
    await journey.db.transaction().execute(async (transaction) => {
      if (!(await journey.sessions.move(transaction, session, 'reported'))) return;
      await insertDocument(transaction, 'report', session, packed, journey.now());
    });
    journey.log.info({ sid }, 'report stored');
  } catch (error) {
    if (!isLastAttempt) throw error;
    journey.log.error({ sid, err: error }, 'the report could not be built and will not be tried again');
    await journey.sessions.move(journey.db, session, 'report_failed', 9999);
  }
}
