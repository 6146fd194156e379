/** What is kept of one session, for its subscriber to take away: all of it as JSON, or the calls as a table. */

import type { CallRecord, RecordData } from '../domain/call-record.ts';
import { formatDateTime } from '../domain/shanghai-time.ts';
import { appendAudit } from '../store/audit.ts';
import { findConsent } from '../store/consents.ts';
import { type DocumentKind, findDocument } from '../store/sessions/documents.ts';
import type { Session } from '../store/sessions.ts';
import { actsOn } from '../store/subject/subject-acts.ts';
import type { Journey } from './journey.ts';

export type ExportForm = 'json' | 'csv';

const kinds = ['record', 'report', 'score', 'tags'] as const satisfies DocumentKind[];
const mostActs = 10_000;

/** Whole, whatever the app may see of it, also when the consent was withdrawn; with a row in the audit. Null: nothing is there in this form. */
export async function exportSession(journey: Journey, session: Session, form: ExportForm): Promise<string | null> {
  const { db } = journey;
  const { sid, appid } = session;
  const text = form === 'csv' ? await callTable(journey, session) : await everything(journey, session);
  if (text === null) return null;
  const entry = { at: journey.now(), actor: 'subject', action: 'session.exported', appid, sid, detail: { form } };
  await appendAudit(db, entry);
  return text;
}

/** Record, report, score and tags are the `data` of what the app is given. */
async function everything(journey: Journey, session: Session): Promise<string> {
  const { db } = journey;
  const { sid, subject } = session;
  const [documents, consent, acts] = await Promise.all([
    Promise.all(kinds.map(async (kind) => [kind, await dataOf(journey, session, kind)] as const)),
    findConsent(db, sid),
    actsOn(db, [sid], mostActs),
  ]);
  const told = subject && {
    ...{ tel: subject.tel, uid: subject.uid, user_info: subject.userInfo, user_contact: subject.userContacts },
  };
  return JSON.stringify({
    sid,
    exported_at: formatDateTime(Math.floor(journey.now())),
    opened_at: formatDateTime(Math.floor(session.createdAt)),
    state: session.state,
    consent: consent && {
      id: consent.id,
      recipient: consent.recipient,
      purposes: consent.purposes,
      channel: consent.channel,
      given_at: formatDateTime(consent.givenAt),
      withdrawn_at: consent.withdrawnAt === null ? null : formatDateTime(consent.withdrawnAt),
    },
    told_by_app: told,
    ...Object.fromEntries(documents),
    acts: acts.map(({ at, actor, action }) => ({ at: formatDateTime(Math.floor(at)), actor: kindOf(actor), action })),
  });
}

/** Names of the operator's people are theirs. */
function kindOf(actor: string): string {
  return actor.startsWith('account:') || actor === 'cli' ? 'operator' : actor;
}

async function dataOf({ db }: Journey, session: Session, kind: DocumentKind): Promise<unknown> {
  const document = await findDocument(db, kind, session);
  if (!document) return null;
  const { data }: { data: unknown } = JSON.parse((await document.plain()).toString('utf8'));
  return data;
}

/** Names that `xiangdan import` knows, and a byte order mark, without which Excel reads Chinese as something else. */
const columns: [name: string, of: (call: CallRecord) => string][] = [
  ['通话时间', ({ call_time }) => (/^\d{10}$/.test(call_time) ? formatDateTime(Number(call_time)) : call_time)],
  ['呼叫类型', ({ call_method }) => call_method],
  ['对方号码', ({ call_tel }) => call_tel],
  ['对方归属地', ({ call_to }) => call_to],
  ['通话地点', ({ call_from }) => call_from],
  ['通话类型', ({ call_type }) => call_type],
  ['通话时长(秒)', ({ call_duration }) => call_duration],
  ['费用(元)', ({ call_cost }) => call_cost],
];

async function callTable({ db }: Journey, session: Session): Promise<string | null> {
  const document = await findDocument(db, 'record', session);
  if (!document) return null;
  // Our own reply, as fetch-record stored it.
  const { data }: { data: RecordData } = JSON.parse((await document.plain()).toString('utf8'));
  const rows = data.call_log.map((call) => columns.map(([, of]) => of(call)));
  const lines = [columns.map(([name]) => name), ...rows].map((cells) => cells.map(cellText).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** What a portal printed must not become a formula in the subscriber's spreadsheet; an international number keeps its plus. */
function cellText(text: string): string {
  const harmless = /^[=@\t\r-]|^\+(?!\d+$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
