/** The audit: who read or decided what, one row each, appended inside the transaction that it tells of (chained in audit-chain.ts). */

import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import { dateOf } from './sessions.ts';
import type { AuditTable } from './tables.ts';

export interface AuditEntry {
  /** Unix seconds. */
  at: number;
  /** `app:<appid>`, `account:<name>`, `subject`, `cli` or `system`. */
  actor: string;
  /** What was done to what: `record.read`, `session.erased`, `app.rotated`. */
  action: string;
  appid: string | null;
  sid: string | null;
  /** Nothing personal: it outlives every erasure. */
  detail: Record<string, string | number | boolean>;
}

export interface AuditRow extends AuditEntry {
  id: number;
  /** Its place in the chain; null until it is sealed. */
  seq: number | null;
}

export async function appendAudit(db: Database, entry: AuditEntry): Promise<void> {
  await db.insertInto('audit').values(auditValues(entry)).execute();
}

/** A statement that appends the entry and does something besides: `withAudit(db, entry).updateTable(…)`. */
export function withAudit(db: Database, entry: AuditEntry) {
  return db.with('appended', (append) => append.insertInto('audit').values(auditValues(entry)));
}

function auditValues({ at, actor, action, appid, sid, detail }: AuditEntry) {
  return { at: dateOf(at), actor, action, appid, sid, detail: JSON.stringify(detail, Object.keys(detail).sort()) };
}

export interface AuditFilter {
  sid?: string;
  appid?: string;
  /** Unix seconds. */
  since?: number;
  /** The newest so many. */
  most: number;
}

/** Oldest first. */
export async function listAudit(db: Database, { sid, appid, since, most }: AuditFilter): Promise<AuditRow[]> {
  let query = db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(most);
  if (sid !== undefined) query = query.where('sid', '=', sid);
  if (appid !== undefined) query = query.where('appid', '=', appid);
  if (since !== undefined) query = query.where('at', '>=', dateOf(since));
  return (await query.execute()).reverse().map(auditRowOf);
}

export function auditRowOf(row: Selectable<AuditTable>): AuditRow {
  return {
    id: row.id,
    seq: row.seq,
    at: row.at.getTime() / 1000,
    actor: row.actor,
    action: row.action,
    appid: row.appid,
    sid: row.sid,
    detail: JSON.parse(row.detail),
  };
}
