/** Imported tag lists in the store: one block of bytes per list, replaced whole. */

import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Database } from './database.ts';
import { dateOf } from './sessions.ts';

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

/** The packed list of that version; null when another import has replaced it since. */
export async function readTagList(db: Database, version: number): Promise<Buffer | null> {
  const row = await db.selectFrom('tag_lists').select('entries').where('version', '=', version).executeTakeFirst();
  return row ? decompress(row.entries) : null;
}
