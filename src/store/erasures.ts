/** Destroys sessions: their data keys, all that was sealed under them, and the hashes by which they could be found. */

import { sql } from 'kysely';
import { dateOf } from './database/date-of.ts';
import type { Database } from './database.ts';
import { deleteWithKeys } from './vault/data-keys.ts';

/** A session that this call destroyed, and what there was of it. */
export interface Destroyed {
  sid: string;
  appid: string;
  what: string[];
}

/**
 * Inside the caller's transaction. Sessions that are erased already, or are none, are left out of what it gives.
 * A job that is about to store for one of them waits for the row, finds it erased, and stores nothing.
 */
export async function destroySessions(db: Database, sids: string[], now: number): Promise<Destroyed[]> {
  if (sids.length === 0) return [];
  const gone = await sql<{ sid: string; appid: string; tel_hash: Uint8Array | null }>`
    with old as (
      select sid, tel_hash from sessions
      where sid in (${sql.join(sids)}) and state <> 'erased' order by sid for update
    ), keys as (delete from data_keys where id in (select sid from old))
    update sessions set state = 'erased', subject_sealed = null, step_sealed = null,
      tel_hash = null, uid_hash = null, province = '', city = '',
      entered_at = entered_at || ${JSON.stringify({ erased: now })}::jsonb
    from old where sessions.sid = old.sid
    returning sessions.sid, sessions.appid, old.tel_hash`.execute(db);
  const erased = gone.rows.map(({ sid }) => sid);
  if (erased.length === 0) return [];
  const records = await db.deleteFrom('records').where('sid', 'in', erased).returning('sid').execute();
  const reports = await db.deleteFrom('reports').where('sid', 'in', erased).returning('sid').execute();
  const pushes = await db
    .updateTable('pushes')
    .set({ state: 'failed', last_error: 'the session was erased', claimed_until: null, settled_at: dateOf(now) })
    .where('sid', 'in', erased)
    .where('state', '=', 'pending')
    .returning('sid')
    .execute();
  await deleteWithKeys(db, { table: 'links', id: 'id' }, sql`sid in (${sql.join(erased)})`);
  await dropRecoveries(db, gone.rows);
  const parts: [string, Set<string>][] = [
    ['record', sidsOf(records)],
    ['report', sidsOf(reports)],
    ['score', sidsOf(reports)],
    ['tags', sidsOf(reports)],
    ['pending_pushes', sidsOf(pushes)],
  ];
  return gone.rows.map(({ sid, appid }) => {
    const held = parts.filter(([, of]) => of.has(sid)).map(([name]) => name);
    return { sid, appid, what: ['data_key', 'subject', 'sign_in', 'lookup_hashes', ...held] };
  });
}

function sidsOf(rows: { sid: string }[]): Set<string> {
  return new Set(rows.map(({ sid }) => sid));
}

/** Those of the same apps and numbers: ended, they hold nothing any more but the hash of that number, and have no key. */
async function dropRecoveries(db: Database, of: { appid: string; tel_hash: Uint8Array | null }[]): Promise<void> {
  const pairs = of.map(({ appid, tel_hash }) => sql`(${appid}::text, ${tel_hash}::bytea)`);
  await sql`delete from recoveries where state <> 'awaiting' and (appid, tel_hash) in (${sql.join(pairs)})`.execute(db);
}
