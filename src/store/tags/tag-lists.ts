/** Imported tag lists in the store: one block of bytes per list, replaced whole. */

import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Which of an operator's lists; `appid` null: one for every app. */
export interface TagListName {
  name: string;
  appid: string | null;
}

export interface TagListVersion extends TagListName {
  /** Another number after every import. */
  version: number;
}

export interface KeptTagList extends TagListName {
  /** Numbers in it. */
  count: number;
  /** Unix seconds. */
  importedAt: number;
}

/** For the 1.4 MB of a small list, which are mostly zeros; ten million numbers shrink from 21.4 to 18.9 MB at any level. */
const gzipLevel = 1;

/** Puts the list in place of the one of that name, in one statement: who reads meanwhile gets the whole old or the whole new one. */
export async function replaceTagList(
  db: Database,
  { name, appid }: TagListName,
  packed: Uint8Array,
  count: number,
  now: number,
): Promise<void> {
  const entries = await compress(packed, { level: gzipLevel });
  await db
    .insertInto('tag_lists')
    .values({ name, appid, entries, entry_count: count, imported_at: dateOf(now) })
    .onConflict((conflict) =>
      conflict.columns(['name', 'appid']).doUpdateSet((excluded) => ({
        version: excluded.ref('excluded.version'),
        entries: excluded.ref('excluded.entries'),
        entry_count: excluded.ref('excluded.entry_count'),
        imported_at: excluded.ref('excluded.imported_at'),
      })),
    )
    .execute();
}

/** The lists that count for an app: those for every app first, then its own, each by name. */
export async function tagListVersions(db: Database, appid: string): Promise<TagListVersion[]> {
  return db
    .selectFrom('tag_lists')
    .select(['name', 'appid', 'version'])
    .where((where) => where.or([where('appid', 'is', null), where('appid', '=', appid)]))
    .orderBy('appid', (order) => order.asc().nullsFirst())
    .orderBy('name')
    .execute();
}

/** As `tagListVersions` orders them; all that there are when `appid` is null. */
export async function listTagLists(db: Database, appid: string | null): Promise<KeptTagList[]> {
  let query = db.selectFrom('tag_lists').select(['name', 'appid', 'entry_count', 'imported_at']);
  if (appid !== null)
    query = query.where((where) => where.or([where('appid', 'is', null), where('appid', '=', appid)]));
  const rows = await query
    .orderBy('appid', (order) => order.asc().nullsFirst())
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    name: row.name,
    appid: row.appid,
    count: row.entry_count,
    importedAt: row.imported_at.getTime() / 1000,
  }));
}

/** False when there is none of that name. */
export async function removeTagList(db: Database, { name, appid }: TagListName): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('tag_lists')
    .where('name', '=', name)
    .where('appid', appid === null ? 'is' : '=', appid)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** The packed list of that version; null when it was replaced or removed since. */
export async function readTagList(db: Database, version: number): Promise<Buffer | null> {
  const row = await db.selectFrom('tag_lists').select('entries').where('version', '=', version).executeTakeFirst();
  return row ? decompress(row.entries) : null;
}
