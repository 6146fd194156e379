/** Which tag lists there are, for who keeps them; and the removal of one. */

import type { Database } from '../database.ts';
import type { TagListName } from './tag-lists.ts';

export interface CataloguedTagList extends TagListName {
  version: number;
  count: number;
  importedAt: number;
}

export async function listTagLists(db: Database): Promise<CataloguedTagList[]> {
  const rows = await db
    .selectFrom('tag_lists')
    .select(['name', 'appid', 'version', 'entry_count', 'imported_at'])
    .orderBy('name')
    .orderBy('version')
    .execute();
  return rows.map(({ name, appid, version, entry_count, imported_at }) => ({
    name,
    appid,
    version,
    count: entry_count,
    importedAt: imported_at.getTime() / 1000,
  }));
}

/** By its version: a list that was imported anew meanwhile stays. Null when there is none. */
export async function removeTagList(db: Database, version: number): Promise<TagListName | null> {
  const removed = await db
    .deleteFrom('tag_lists')
    .where('version', '=', version)
    .returning(['name', 'appid'])
    .executeTakeFirst();
  return removed ?? null;
}
