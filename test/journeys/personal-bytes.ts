/** Looks through every row of a store for what must not be there any more. */

import { sql } from 'kysely';
import type { Store } from '../../src/store/database.ts';
import { limitHash } from '../../src/store/vault/limit-hash.ts';
import { open, type Vault } from '../../src/store/vault.ts';

/** `table: row` of each row of our own tables that holds the text, in plain or as the bytes of a keyed hash. */
export async function rowsWith(store: Store, needles: readonly string[]): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(store.db);
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await sql<{ text: string }>`select to_jsonb(one)::text as text from ${sql.table(name)} one`.execute(
      store.db,
    );
    for (const { text } of rows.rows) if (needles.some((needle) => text.includes(needle))) found.push(name);
  }
  return found.sort();
}

/** A number and a uid, plain, as the store looks them up and as limits count them. */
export async function needlesOf({ db }: Store, vault: Vault, tel: string, uid: string): Promise<string[]> {
  const hashes = [vault.lookupHash('tel', tel), vault.lookupHash('uid', uid), await limitHash(db, vault, 'tel', tel)];
  return [tel, uid, ...hashes.map((hash) => hash.toString('hex'))];
}

/** Every data key that the store's rows still hold, opened. */
export async function keysLeft(store: Store, vault: Vault): Promise<Buffer[]> {
  const wrapped = await sql<{ id: string; key: Uint8Array }>`
    select id, key_wrapped as key from data_keys
    union all select name, key_wrapped from own_keys`.execute(store.db);
  return wrapped.rows.map(({ id, key }) => vault.unwrapDataKey(id, Buffer.from(key)));
}

/** Whether the key opens what was sealed for the purpose. */
export function opens(key: Buffer, purpose: Parameters<typeof open>[1], sealed: Uint8Array | null): boolean {
  if (!sealed) return false;
  try {
    open(key, purpose, Buffer.from(sealed));
    return true;
  } catch {
    return false;
  }
}
