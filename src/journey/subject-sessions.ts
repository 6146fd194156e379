/** What is kept of a number, across all apps, as its subscriber is told; and the two things that a subscriber may decide. */

import type { Act, SubjectSession } from '../domain/subject-session.ts';
import type { AuditRow } from '../store/audit.ts';
import { consentRulesOf, findConsent } from '../store/consents.ts';
import { findReceiptOf, type Receipt } from '../store/receipts.ts';
import { searchSessions } from '../store/sessions/session-search.ts';
import type { Session } from '../store/sessions.ts';
import { actsOn } from '../store/subject/subject-acts.ts';
import { keepErased, type Visit } from '../store/subject/subject-visits.ts';
import { withdrawConsent } from './consent.ts';
import { eraseSession } from './erase.ts';
import type { Journey } from './journey.ts';
import { shortDays } from './purge.ts';
import { reportLinkPath } from './report-links.ts';

/** More would be no page any more; erasing one brings the next. */
const mostSessions = 100;
const mostActs = 5_000;

/** Newest first. */
export async function sessionsOfSubject(journey: Journey, { tel, expiresAt }: Visit): Promise<SubjectSession[]> {
  const { db, vault } = journey;
  const sids = await searchSessions(db, vault, { tel }, { after: null, most: mostSessions });
  const [sessions, acts] = await Promise.all([journey.sessions.findListed(db, sids), actsOn(db, sids, mostActs)]);
  const bySid = Map.groupBy(acts, ({ sid }) => sid);
  return Promise.all(
    sessions.map((session) => describe(journey, session, { expiresAt, acts: bySid.get(session.sid) ?? [] })),
  );
}

async function describe(
  journey: Journey,
  session: Session,
  { expiresAt, acts }: { expiresAt: number; acts: AuditRow[] },
): Promise<SubjectSession> {
  const { sid, appid, carrier, state, createdAt: openedAt, enteredAt } = session;
  const [{ name: app, retentionDays }, consent] = await Promise.all([
    consentRulesOf(journey.db, appid),
    findConsent(journey.db, sid),
  ]);
  return {
    ...{ sid, app, carrier, state, openedAt },
    holds: { record: enteredAt.fetched !== undefined, report: enteredAt.reported !== undefined },
    reportLink:
      state === 'reported'
        ? reportLinkPath(journey, { sid, expiresAt: Math.floor(expiresAt), holder: 'subject' })
        : null,
    consent: consent && {
      purposes: consent.purposes,
      channel: consent.channel,
      givenAt: consent.givenAt,
      withdrawnAt: consent.withdrawnAt,
    },
    keptUntil: keptUntil(session, Math.min(retentionDays ?? journey.retentionDays, journey.retentionDays)),
    acts: folded(acts),
  };
}

/** As the purge finds what is due (store/purge/purge-sessions.ts). */
function keptUntil({ state, createdAt, touchedAt }: Session, days: number): number {
  const ends = createdAt + days * 86_400;
  const isShort = state === 'expired' || state === 'query_failed' || state === 'withdrawn';
  return isShort ? Math.min(ends, touchedAt + shortDays * 86_400) : ends;
}

/** `rows`: newest first. */
function folded(rows: AuditRow[]): Act[] {
  const acts: Act[] = [];
  for (const { actor, action: named, detail, at } of rows) {
    const by = actorOf(actor);
    const action = named === 'push.delivered' ? `${named}.${detail.kind}` : named;
    const last = acts.at(-1);
    if (last && last.by === by && last.action === action) {
      last.firstAt = at;
      last.count += 1;
    } else acts.push({ by, action, firstAt: at, lastAt: at, count: 1 });
  }
  return acts;
}

/** Which of the operator's people it was stays with the operator. */
function actorOf(actor: string): Act['by'] {
  if (actor.startsWith('app:')) return 'app';
  if (actor.startsWith('link:')) return 'link';
  if (actor.startsWith('account:') || actor === 'cli') return 'operator';
  return actor === 'subject' ? 'subject' : 'service';
}

/** Null for a session that is another number's, erased, or none: all alike. */
export async function sessionOfSubject(journey: Journey, tel: string, sid: string): Promise<Session | null> {
  const { db, vault, sessions } = journey;
  const [own] = await searchSessions(db, vault, { tel, sid }, { after: null, most: 1 });
  return own === undefined ? null : sessions.find(db, own);
}

/** True when it is withdrawn now, or was before. */
export async function withdrawAsSubject(journey: Journey, { tel }: Visit, sid: string): Promise<boolean> {
  const session = await sessionOfSubject(journey, tel, sid);
  if (!session) return false;
  await withdrawConsent(journey, session, { actor: 'subject' });
  return true;
}

/** The visit remembers it first: whoever loses the reply finds the receipt when the page is loaded again. */
export async function eraseAsSubject(journey: Journey, visit: Visit, sid: string): Promise<boolean> {
  const session = await sessionOfSubject(journey, visit.tel, sid);
  if (!session) return false;
  await keepErased(journey.db, visit, sid);
  await eraseSession(journey, session, { actor: 'subject', reason: 'subject' });
  return true;
}

export async function receiptsOfVisit({ db }: Journey, { erasedSids }: Visit): Promise<Receipt[]> {
  const receipts = await Promise.all(erasedSids.map((sid) => findReceiptOf(db, sid)));
  return receipts.filter((receipt) => receipt !== null);
}
