/** The hashes that rows are found by, made again from the number that is sealed in the row: after a change of the master key. */

import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { open, type Vault } from '../vault.ts';

/** A session or a recovery, and what of it holds the number; that never changes until it is destroyed. */
export interface FoundBy {
  id: string;
  table: 'sessions' | 'recoveries';
  sealed: Uint8Array;
}

/** Those of the owners of data keys that are found by a number, by their ids. */
export async function findOwners(db: Database, ids: string[]): Promise<Map<string, FoundBy>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<FoundBy>`
    select sid as id, 'sessions' as table, subject_sealed as sealed from sessions
    where sid in (${sql.join(ids)}) and subject_sealed is not null
    union all
    select tid, 'recoveries', identity_sealed from recoveries
    where tid in (${sql.join(ids)}) and identity_sealed is not null`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Inside the caller's transaction, and before the key is touched: an erasure locks in this order too. False when it was destroyed meanwhile. */
export async function hashAgain(
  db: Database,
  vault: Vault,
  { id, table, sealed }: FoundBy,
  dataKey: Buffer,
): Promise<boolean> {
  // Sealed and authenticated: a session's subject or a recovery's identity.
  const { tel, uid = '' }: { tel: string; uid?: string } = JSON.parse(
    open(dataKey, `subject:${id}`, Buffer.from(sealed)).toString('utf8'),
  );
  const telHash = vault.lookupHash('tel', tel);
  const changed =
    table === 'sessions'
      ? sql`update sessions set tel_hash = ${telHash}, uid_hash = ${vault.lookupHash('uid', uid)}
          where sid = ${id} and subject_sealed = ${sealed}`
      : sql`update recoveries set tel_hash = ${telHash} where tid = ${id} and identity_sealed = ${sealed}`;
  return (await changed.execute(db)).numAffectedRows === 1n;
}
