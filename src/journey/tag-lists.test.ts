/** Imported lists in a real store, as a process that builds reports sees them. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtInDirectory } from '../../test/golden/built-in-directory.ts';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../test/store-kinds.ts';
import { createNumberCollector } from '../directory/number-collector.ts';
import { keyOf } from '../directory/number-key.ts';
import { type ListedFacts, packTagList } from '../directory/tag-list.ts';
import { createApp } from '../store/apps.ts';
import type { Store } from '../store/database.ts';
import { readTagList, replaceTagList, tagListVersions } from '../store/tags/tag-lists.ts';
import { createVault } from '../store/vault.ts';
import { createTagLists, directoryFor } from './tag-lists.ts';

const now = 1_795_147_200;
const tel = '13800000002';

function packed(facts: ListedFacts, formatTels = [tel]): Uint8Array {
  const collector = createNumberCollector((earlier) => earlier);
  for (const formatTel of formatTels) collector.add(keyOf(formatTel) ?? 0, 0);
  return packTagList(collector.sorted(), [facts]);
}

describe.each(storeKinds)('tag lists on %s', (kind) => {
  const vault = createVault(Buffer.alloc(32, 5));
  let place: TestPlace;
  let store: Store;
  let appid: string;
  let other: string;

  beforeEach(async () => {
    place = await newTestPlace(kind);
    store = await openTestStore(place);
    ({ appid } = await createApp(store.db, vault, 'one', now));
    ({ appid: other } = await createApp(store.db, vault, 'other', now));
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  const put = (name: string, owner: string | null, facts: ListedFacts) =>
    replaceTagList(store.db, { name, appid: owner }, packed(facts), 1, now);

  test('an app sees the lists for every app and its own, and its own word stands in place of theirs', async () => {
    await put('z', null, { list: 'dunning', name: '甲' });
    await put('a', appid, { name: '乙' });
    await put('a', other, { name: '丙' });
    const lists = createTagLists(store.db);
    expect((await lists.forApp(appid))(tel)).toEqual({ list: 'dunning', name: '乙' });
    expect((await lists.forApp(other))(tel)).toEqual({ list: 'dunning', name: '丙' });
    expect((await lists.forApp('none'))(tel)).toEqual({ list: 'dunning', name: '甲' });
  });

  test('one of the same name and owner is replaced, and a process that has read it reads it anew', async () => {
    const lists = createTagLists(store.db);
    expect((await lists.forApp(appid))(tel)).toBeNull();
    for (const owner of [null, appid]) {
      await put('a', owner, { name: '甲' });
      expect((await lists.forApp(appid))(tel)).toEqual({ name: '甲' });
      await put('a', owner, { name: '乙' });
      expect((await lists.forApp(appid))(tel)).toEqual({ name: '乙' });
    }
    expect(await tagListVersions(store.db, appid)).toHaveLength(2);
  });

  test('a list is read once, however many reports look into it at the same time', async () => {
    await put('a', null, { name: '甲' });
    const [{ version } = { version: 0 }] = await tagListVersions(store.db, appid);
    const lists = createTagLists(store.db);
    await Promise.all([lists.forApp(appid), lists.forApp(other)]);
    await store.db
      .updateTable('tag_lists')
      .set({ entries: Buffer.from('unreadable') })
      .execute();
    expect((await lists.forApp(appid))(tel)).toEqual({ name: '甲' });
    await expect(readTagList(store.db, version)).rejects.toThrow();
  });

  test('a version that was replaced meanwhile is not there any more', async () => {
    await put('a', null, { name: '甲' });
    const [{ version } = { version: 0 }] = await tagListVersions(store.db, appid);
    await put('a', null, { name: '乙' });
    expect(await readTagList(store.db, version)).toBeNull();
  });

  test('the directory of an app says what its lists say', async () => {
    await put('a', appid, { list: 'dunning' });
    const parts = { directory: builtInDirectory(), tagLists: createTagLists(store.db) };
    expect((await directoryFor(parts, appid)).lookUp(tel).list).toBe('dunning');
    expect((await directoryFor(parts, other)).lookUp(tel).list).toBeNull();
  });
});
