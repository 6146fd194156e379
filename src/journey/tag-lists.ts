/** The imported lists of this process: read from the store once, and again after an import on whatever node. */

import type { Directory } from '../directory/directory.ts';
import { joinLists, type ListLookUp } from '../directory/join-lists.ts';
import { openTagList, type TagList } from '../directory/tag-list.ts';
import type { Database } from '../store/database.ts';
import { readTagList, type TagListVersion, tagListVersions } from '../store/tags/tag-lists.ts';

export interface TagLists {
  /** What the lists for every app and the app's own say now: one small query, and the lists that are new. */
  forApp(appid: string): Promise<ListLookUp>;
}

/** The directory as an app sees it now: its own lists and those for every app laid over the built-in data. */
export async function directoryFor(
  { directory, tagLists }: { directory: Directory; tagLists: TagLists },
  appid: string,
): Promise<Directory> {
  return directory.withLists(await tagLists.forApp(appid));
}

export function createTagLists(db: Database): TagLists {
  const held = new Map<string, { owner: string | null; version: number; list: Promise<TagList | null> }>();

  async function read(version: number): Promise<TagList | null> {
    const packed = await readTagList(db, version);
    return packed === null ? null : openTagList(packed);
  }

  /** Ten million numbers are 42 MB: a list that was removed must not be held until the process ends. */
  function forgetOthers(versions: readonly TagListVersion[], appid: string): void {
    const kept = new Set(versions.map((one) => keyOf(one.name, one.appid)));
    for (const [key, { owner }] of held) if ((owner === null || owner === appid) && !kept.has(key)) held.delete(key);
  }

  return {
    async forApp(appid) {
      const versions = await tagListVersions(db, appid);
      forgetOthers(versions, appid);
      const lists = versions.map(async ({ name, appid: owner, version }) => {
        const key = keyOf(name, owner);
        const known = held.get(key);
        if (known?.version === version) return known.list;
        const list = read(version);
        held.set(key, { owner, version, list });
        list.catch(() => held.delete(key));
        return list;
      });
      const found = await Promise.all(lists);
      // Replaced between the two queries: begin again with the new version.
      if (found.includes(null)) return this.forApp(appid);
      return joinLists(found.filter((list) => list !== null));
    },
  };
}

function keyOf(name: string, owner: string | null): string {
  return JSON.stringify([name, owner]);
}
