/** The data keys as they are kept apart from the backups of all the rest, and as they come back to a restored one. */

import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Vault } from '../vault.ts';
import { findOwners, hashAgain } from './lookup-hashes.ts';

/** `wrapped` in base64. */
export interface KeyApart {
  id: string;
  wrapped: string;
}

/**
 * Those after an id, in the order of ids. Not those of withdrawn sessions: in a backup from before the withdrawal they would show again what
 * the subscriber has hidden.
 */
export async function keysAfter(db: Database, id: string, most: number): Promise<KeyApart[]> {
  const { rows } = await sql<KeyApart>`
    select id, translate(encode(key_wrapped, 'base64'), E'\n', '') as wrapped from data_keys
    where id > ${id} and not exists (select from sessions where sid = data_keys.id and state = 'withdrawn')
    order by id limit ${sql.lit(most)}`.execute(db);
  return rows;
}

/**
 * Inside the caller's transaction; gives how many rows have their key again. A key whose row is not in the backup, or is erased there, is left out.
 * Throws when a key opens under no known master key. After a change of that, rows are found by hashes under the current one.
 */
export async function restoreKeys(db: Database, vault: Vault, keys: KeyApart[]): Promise<number> {
  const opened = new Map(keys.map(({ id, wrapped }) => [id, vault.unwrapDataKey(id, Buffer.from(wrapped, 'base64'))]));
  const { rows } = await sql<{ id: string }>`
    insert into data_keys (id, key_wrapped)
    select id, decode(wrapped, 'base64')
    from unnest(${keys.map(({ id }) => id)}::text[], ${keys.map(({ wrapped }) => wrapped)}::text[]) as given (id, wrapped)
    where exists (select from sessions where sid = given.id and state <> 'erased')
      or exists (select from recoveries where tid = given.id and state = 'awaiting')
      or exists (select from tag_batches where tid = given.id) or exists (select from links where links.id = given.id)
    on conflict do nothing returning id`.execute(db);
  const owners = await findOwners(
    db,
    rows.map(({ id }) => id),
  );
  for (const owner of owners.values()) {
    const dataKey = opened.get(owner.id);
    if (dataKey) await hashAgain(db, vault, owner, dataKey);
  }
  return rows.length;
}

/** Sessions that nobody can open any more and that their rows do not know to be erased; instants are unix seconds. */
export async function findKeyless(db: Database, most: number): Promise<{ sid: string; createdAt: number }[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['sid', 'created_at'])
    .where('state', '<>', 'erased')
    .where((where) =>
      where.not(where.exists(where.selectFrom('data_keys').select('id').whereRef('id', '=', 'sessions.sid'))),
    )
    .orderBy('created_at', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ sid, created_at }) => ({ sid, createdAt: created_at.getTime() / 1000 }));
}
