/** After a change of the master key: whatever an older one wrapped is wrapped by the current one, batch by batch while nodes run. */

import { sql } from 'kysely';
import type { Database } from './database.ts';
import { open, type Purpose, type Vault } from './vault.ts';

export interface Rewrapped {
  /** Rows that the current key wraps now and did not before. */
  rewrapped: number;
  /** Rows that no known key opens. */
  unopenable: number;
}

interface Sealed {
  table: 'apps' | 'sessions' | 'recoveries' | 'tag_batches' | 'links' | 'own_keys';
  id: string;
  column: 'secret_sealed' | 'key_wrapped';
  purpose: (id: string) => Purpose;
  /** The sealed column that holds the number which the row is looked up by. */
  subject?: 'subject_sealed' | 'identity_sealed';
}

const keyOf = (id: string): Purpose => `key:${id}`;
const wrapped = { column: 'key_wrapped', purpose: keyOf } as const;

/** Every column that the master key itself seals (rewrap.test.ts finds one that is missing). */
export const sealedColumns: Sealed[] = [
  { table: 'own_keys', id: 'name', ...wrapped },
  { table: 'apps', id: 'appid', column: 'secret_sealed', purpose: (appid) => `app:${appid}` },
  { table: 'links', id: 'id', ...wrapped },
  { table: 'tag_batches', id: 'tid', ...wrapped },
  { table: 'recoveries', id: 'tid', ...wrapped, subject: 'identity_sealed' },
  { table: 'sessions', id: 'sid', ...wrapped, subject: 'subject_sealed' },
];

const batchRows = 200;

interface Row {
  id: string;
  sealed: Uint8Array;
  subject: Uint8Array | null;
}

/** Rows change under it: each is replaced only if it still is what was read, so that what was erased meanwhile stays erased. */
export async function rewrapAll(db: Database, vault: Vault): Promise<Rewrapped> {
  const total: Rewrapped = { rewrapped: 0, unopenable: 0 };
  for (const place of sealedColumns) {
    let last = '';
    for (;;) {
      const rows = await olderRows(db, vault, place, last);
      for (const row of rows) {
        const done = await rewrapRow(db, vault, place, row);
        if (done === null) total.unopenable += 1;
        else if (done) total.rewrapped += 1;
      }
      const end = rows.at(-1);
      if (!end) break;
      last = end.id;
    }
  }
  return total;
}

async function olderRows(db: Database, vault: Vault, place: Sealed, after: string): Promise<Row[]> {
  const { table, id, column, subject } = place;
  const found = await sql<Row>`
    select ${sql.ref(id)} as id, ${sql.ref(column)} as sealed, ${subject ? sql.ref(subject) : sql.lit(null)} as subject
    from ${sql.table(table)}
    where ${sql.ref(id)} > ${after} and ${sql.ref(column)} is not null
      and substring(${sql.ref(column)} from 1 for ${sql.lit(vault.keyId.length)}) <> ${vault.keyId}
    order by ${sql.ref(id)} limit ${sql.lit(batchRows)}`.execute(db);
  return found.rows;
}

/** Null when no known key opens it; false when somebody changed it meanwhile. */
async function rewrapRow(db: Database, vault: Vault, place: Sealed, row: Row): Promise<boolean | null> {
  const { table, id, column } = place;
  const sealed = Buffer.from(row.sealed);
  const again = rewrapOrNull(vault, place.purpose(row.id), sealed);
  if (again === null) return null;
  const hashes = place.subject && row.subject ? newHashes(vault, row.id, sealed, Buffer.from(row.subject)) : null;
  return db.transaction().execute(async (trx) => {
    const set = [sql`${sql.ref(column)} = ${again}`];
    if (hashes) set.push(sql`tel_hash = ${hashes.tel.current}`);
    if (hashes && table === 'sessions') set.push(sql`uid_hash = ${hashes.uid.current}`);
    const updated = await sql`update ${sql.table(table)} set ${sql.join(set)}
      where ${sql.ref(id)} = ${row.id} and ${sql.ref(column)} = ${sealed}`.execute(trx);
    if (updated.numAffectedRows !== 1n) return false;
    if (hashes && hashes.tel.older.length > 0) {
      // How often a number was asked for goes on counting.
      await trx
        .updateTable('flow_calls')
        .set({ tel_hash: hashes.tel.current })
        .where('tel_hash', 'in', hashes.tel.older)
        .execute();
    }
    return true;
  });
}

function rewrapOrNull(vault: Vault, purpose: Purpose, sealed: Buffer): Buffer | null {
  try {
    return vault.rewrap(purpose, sealed);
  } catch {
    // Counted and named by the caller: one lost row must not keep all others under the old key.
    return null;
  }
}

function newHashes(vault: Vault, id: string, wrappedKey: Buffer, subject: Buffer) {
  const dataKey = vault.unwrapDataKey(id, wrappedKey);
  // Sealed and authenticated: a session's subject or a recovery's identity.
  const { tel, uid = '' }: { tel: string; uid?: string } = JSON.parse(
    open(dataKey, `subject:${id}`, subject).toString('utf8'),
  );
  const split = ([current = Buffer.alloc(0), ...older]: Buffer[]) => ({ current, older });
  return { tel: split(vault.lookupHashes('tel', tel)), uid: split(vault.lookupHashes('uid', uid)) };
}
