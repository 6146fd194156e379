/** Replies to batches of tag look-ups (wire contract §8): sealed under a key of their own, and kept for an hour. */

import { sql } from 'kysely';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import { type StoredDocument, unpackedLater } from '../sessions/documents.ts';
import { deleteWithKeys, withNewKey, wrappedKeyOf } from '../vault/data-keys.ts';
import { open, seal, type Vault } from '../vault.ts';

const keptSeconds = 3600;

export interface TagBatch {
  tid: string;
  appid: string;
  /** By `packDocument`. */
  packed: Buffer;
  now: number;
}

export async function insertTagBatch(db: Database, vault: Vault, { tid, appid, packed, now }: TagBatch): Promise<void> {
  await dropOldTagBatches(db, now);
  const { dataKey, wrapped } = vault.newDataKey(tid);
  await withNewKey(db, tid, wrapped)
    .insertInto('tag_batches')
    .values({
      tid,
      appid,
      body_sealed: seal(dataKey, `batch:${tid}`, packed),
      made_at: dateOf(now),
    })
    .execute();
}

/** Null when unknown, another app's, or more than an hour old. */
export async function findTagBatch(
  db: Database,
  vault: Vault,
  tid: string,
  appid: string,
  now: number,
): Promise<StoredDocument | null> {
  await dropOldTagBatches(db, now);
  const row = await db
    .selectFrom('tag_batches')
    .select(['body_sealed', wrappedKeyOf('tag_batches.tid')])
    .where('tid', '=', tid)
    .where('appid', '=', appid)
    .executeTakeFirst();
  if (!row?.key_wrapped) return null;
  const dataKey = vault.unwrapDataKey(tid, Buffer.from(row.key_wrapped));
  return unpackedLater(open(dataKey, `batch:${tid}`, Buffer.from(row.body_sealed)));
}

/** Whosever they are; how many there were. */
export async function dropOldTagBatches(db: Database, now: number): Promise<number> {
  return deleteWithKeys(db, { table: 'tag_batches', id: 'tid' }, sql`made_at < ${dateOf(now - keptSeconds)}`);
}
