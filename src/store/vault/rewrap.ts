/** After a change of the master key: whatever an older one wrapped is wrapped by the current one, batch by batch while nodes run. */

import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Purpose, Vault } from '../vault.ts';
import { type FoundBy, findOwners, hashAgain } from './lookup-hashes.ts';

export interface Rewrapped {
  /** Rows that the current key wraps now and did not before. */
  rewrapped: number;
  /** Rows that no known key opens. */
  unopenable: number;
}

interface Sealed {
  table: 'apps' | 'data_keys' | 'own_keys';
  id: string;
  column: 'secret_sealed' | 'key_wrapped';
  purpose: (id: string) => Purpose;
}

const keyOf = (id: string): Purpose => `key:${id}`;
const wrapped = { column: 'key_wrapped', purpose: keyOf } as const;

/** Every column that the master key itself seals (rewrap.test.ts finds one that is missing). */
export const sealedColumns: Sealed[] = [
  { table: 'own_keys', id: 'name', ...wrapped },
  { table: 'apps', id: 'appid', column: 'secret_sealed', purpose: (appid) => `app:${appid}` },
  { table: 'data_keys', id: 'id', ...wrapped },
];

const batchRows = 200;

interface Row {
  id: string;
  sealed: Uint8Array;
}

/** Rows change under it: each is replaced only if it still is what was read, so that what was erased meanwhile stays erased. */
export async function rewrapAll(db: Database, vault: Vault): Promise<Rewrapped> {
  const total: Rewrapped = { rewrapped: 0, unopenable: 0 };
  for (const place of sealedColumns) {
    let last = '';
    for (;;) {
      const rows = await olderRows(db, vault, place, last);
      const owners = place.table === 'data_keys' ? await findOwners(db, idsOf(rows)) : new Map<string, FoundBy>();
      for (const row of rows) {
        const done = await rewrapRow(db, vault, place, { ...row, owner: owners.get(row.id) });
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
  const { table, id, column } = place;
  const found = await sql<Row>`
    select ${sql.ref(id)} as id, ${sql.ref(column)} as sealed
    from ${sql.table(table)}
    where ${sql.ref(id)} > ${after}
      and substring(${sql.ref(column)} from 1 for ${sql.lit(vault.keyId.length)}) <> ${vault.keyId}
    order by ${sql.ref(id)} limit ${sql.lit(batchRows)}`.execute(db);
  return found.rows;
}

const idsOf = (rows: Row[]) => rows.map(({ id }) => id);

/** Null when no known key opens it; false when somebody changed it meanwhile. */
async function rewrapRow(
  db: Database,
  vault: Vault,
  { table, id, column, purpose }: Sealed,
  row: Row & { owner: FoundBy | undefined },
): Promise<boolean | null> {
  const sealed = Buffer.from(row.sealed);
  const again = rewrapOrNull(vault, purpose(row.id), sealed);
  if (again === null) return null;
  return db.transaction().execute(async (trx) => {
    if (row.owner && !(await hashAgain(trx, vault, row.owner, vault.unwrapDataKey(row.id, sealed)))) return false;
    const updated = await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${again}
      where ${sql.ref(id)} = ${row.id} and ${sql.ref(column)} = ${sealed}`.execute(trx);
    return updated.numAffectedRows === 1n;
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
