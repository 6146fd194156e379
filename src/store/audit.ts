/** The audit: who read or decided what, one row each, appended inside the transaction that it tells of (chained in audit-chain.ts). */

import { type RawBuilder, type Selectable, sql } from 'kysely';
import { dateOf } from './database/date-of.ts';
import { gathered } from './database/gathered.ts';
import type { Database } from './database.ts';
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

/** Answers once the entry is stored; within a transaction, as part of it. */
export const appendAudit = gathered<AuditEntry, void>(async (db, entries) => {
  await insertAudit(entries).execute(db);
  return entries.map(() => undefined);
});

/** The statement that appends them, for a CTE of one that does something besides; `only` narrows it to some of each `entry`. */
export function insertAudit(entries: readonly AuditEntry[], only: RawBuilder<unknown> = sql``): RawBuilder<unknown> {
  return sql`insert into audit (at, actor, action, appid, sid, detail)
    select entry.at, entry.actor, entry.action, entry.appid, entry.sid, entry.detail from unnest(
      ${entries.map(({ at }) => dateOf(at))}::timestamptz[], ${entries.map(({ actor }) => actor)}::text[],
      ${entries.map(({ action }) => action)}::text[], ${entries.map(({ appid }) => appid)}::text[],
      ${entries.map(({ sid }) => sid)}::text[], ${entries.map(({ detail }) => inOrder(detail))}::text[]
    ) as entry (at, actor, action, appid, sid, detail) ${only}`;
}

function inOrder(detail: AuditEntry['detail']): string {
  return JSON.stringify(detail, Object.keys(detail).sort());
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
