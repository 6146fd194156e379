/** What a poll is told: the record, report, score or tags when they are there, else the state's code (wire contract §4). */

import type { ThirdParty } from '../domain/access.ts';
import { sessionStates } from '../domain/session.ts';
import { Fault } from '../errors.ts';
import { thirdPartyOf } from '../store/apps/app-access.ts';
import { appendAudit } from '../store/audit.ts';
import { type DocumentKind, findDocument, type StoredDocument } from '../store/sessions/documents.ts';
import { findSession } from './claim-session.ts';
import type { Journey } from './journey.ts';
import { shownTo } from './mask-third-parties.ts';

/**
 * As the app may see it, and never without a row in the audit; `actor` is who reads on behalf of the app.
 * Throws the Fault of the session's state: 3001 and 3101 while it goes on, 3100, 3102, 4004 or 4016 when it ended.
 */
export async function readDocument(
  journey: Journey,
  appid: string,
  sid: string,
  kind: DocumentKind,
  actor = `app:${appid}`,
): Promise<StoredDocument> {
  const session = await findSession(journey, appid, sid);
  const answer = sessionStates[session.state][kind === 'record' ? 'record' : 'report'];
  if (answer !== 'data') throw new Fault(answer, `the session is ${session.state}`);
  const [document, thirdParty] = await Promise.all([
    findDocument(journey.db, kind, session),
    thirdPartyFor(journey, appid, actor),
  ]);
  if (!document) throw new Error(`a session that is ${session.state} has no ${kind}`);
  await appendAudit(journey.db, { at: journey.now(), actor, action: `${kind}.read`, appid, sid, detail: {} });
  return shownTo(thirdParty, document, session.subject?.tel ?? '');
}

/** To the subscriber the numbers are their own history, whatever the app may see of them. */
export async function thirdPartyFor({ db }: Journey, appid: string, actor: string): Promise<ThirdParty> {
  return actor === 'subject' ? 'whole' : thirdPartyOf(db, appid);
}
