/** The wrapped data keys, in a table of their own: made with a row, read with it, destroyed with it, in one statement each. */

import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';

/** A column of a query on the table, in what it selects or returns; null when the key was destroyed. */
export function wrappedKeyOf(id: 'sessions.sid' | 'recoveries.tid' | 'tag_batches.tid' | 'links.id') {
  return sql<Uint8Array | null>`(select key_wrapped from data_keys where data_keys.id = ${sql.ref(id)})`.as(
    'key_wrapped',
  );
}

/** Begins the insert of the row that the key belongs to. */
export function withNewKey(db: Database, id: string, wrapped: Uint8Array) {
  return db.with('new_key', (query) => query.insertInto('data_keys').values({ id, key_wrapped: wrapped }));
}

/** Deletes rows and their keys; gives how many rows there were. */
export async function deleteWithKeys(
  db: Database,
  { table, id }: { table: 'links' | 'tag_batches'; id: 'id' | 'tid' },
  where: RawBuilder<unknown>,
): Promise<number> {
  const gone = await sql<{ rows: number }>`
    with gone as (delete from ${sql.table(table)} where ${where} returning ${sql.ref(id)} as id),
      keys as (delete from data_keys where id in (select id from gone))
    select count(*) as rows from gone`.execute(db);
  return gone.rows[0]?.rows ?? 0;
}
