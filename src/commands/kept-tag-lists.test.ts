/** `tags list` and `tags remove`, run as an operator runs them, on every kind of store. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../../test/cli-process.ts';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../test/store-kinds.ts';
import { createNumberCollector } from '../directory/number-collector.ts';
import { packTagList } from '../directory/tag-list.ts';
import { createTagLists } from '../journey/tag-lists.ts';
import { createApp } from '../store/apps.ts';
import { listAudit } from '../store/audit.ts';
import type { Store } from '../store/database.ts';
import { removeTagList, replaceTagList, type TagListName } from '../store/tags/tag-lists.ts';
import { createVault } from '../store/vault.ts';
import { cliPlace } from './test-cli.ts';

/** 2026-11-20 12:00:00 in Shanghai. */
const importedAt = 1_795_147_200;

function keep(store: Store, list: TagListName): Promise<void> {
  const numbers = createNumberCollector((earlier) => earlier);
  numbers.add(13_800_000_002, 0);
  return replaceTagList(store.db, list, packTagList(numbers.sorted(), [{ name: '甲' }]), 1, importedAt);
}

describe.each(storeKinds)('on %s', (kind) => {
  let place: TestPlace;
  beforeEach(async () => {
    place = await newTestPlace(kind);
  });
  afterEach(() => place.remove());

  function tags(...words: string[]) {
    const env = { DATA_DIR: place.dataDir, DATABASE_URL: place.databaseUrl ?? '' };
    return runCli(['tags', ...words], env);
  }

  async function onStore<T>(act: (store: Store) => Promise<T>): Promise<T> {
    const store = await openTestStore(place);
    try {
      return await act(store);
    } finally {
      await store.close();
    }
  }

  /** `banks` for every app, `own` for the one whose id it gives. */
  const keepTwo = () =>
    onStore(async (store) => {
      const { appid } = await createApp(store.db, createVault(Buffer.alloc(32, 5)), 'test', importedAt);
      await keep(store, { name: 'banks', appid: null });
      await keep(store, { name: 'own', appid });
      return appid;
    });

  test('lists are shown with what is in them: all, or those that count for an app', async () => {
    const appid = await keepTwo();
    const banks = 'banks  every app  1 numbers  imported 2026-11-20 12:00:00\n';
    const own = `own  ${appid}  1 numbers  imported 2026-11-20 12:00:00\n`;
    expect(tags('list')).toEqual({ code: 0, stdout: banks + own, stderr: '' });
    expect(tags('list', '--app', 'another').stdout).toBe(banks);
  });

  test('a list that is removed is gone, and the audit says so; one of another owner is not meant', async () => {
    const appid = await keepTwo();
    const refusal = 'Found no list "own" for every app, expected one of those that tags list shows.\n';
    expect(tags('remove', 'own')).toEqual({ code: 2, stdout: '', stderr: refusal });
    const removed = `{"name":"own","appid":"${appid}","removed":true}\n`;
    expect(tags('remove', 'own', '--app', appid)).toEqual({ code: 0, stdout: removed, stderr: '' });
    await onStore(async (store) => {
      const lists = createTagLists(store.db);
      expect((await lists.forApp(appid))('13800000002')?.name).toBe('甲');
      expect(await removeTagList(store.db, { name: 'own', appid })).toBe(false);
      expect(await removeTagList(store.db, { name: 'banks', appid: null })).toBe(true);
      expect((await lists.forApp(appid))('13800000002')).toBeNull();
      const noted = (await listAudit(store.db, { appid, most: 10 })).filter(({ action }) => action === 'tags.removed');
      expect(noted.map(({ actor, detail }) => [actor, detail])).toEqual([['cli', { name: 'own' }]]);
    });
  });
});

test('words that cannot be used are named', () => {
  const place = cliPlace();
  const refused = (sentence: string) => ({ code: 2, stdout: '', stderr: expect.stringContaining(sentence) });
  expect(place.run('tags', 'remove')).toEqual(refused('Found no name, expected one'));
  expect(place.run('tags', 'remove', 'a', 'b')).toEqual(refused('Found 2 names, expected one'));
  expect(place.run('tags', 'list', 'a')).toEqual(refused('Found "a" after list, expected nothing more'));
});
