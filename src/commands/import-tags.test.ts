/** `tags import`, run as an operator runs it, on every kind of store. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../../test/cli-process.ts';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../test/store-kinds.ts';
import { createTagLists } from '../journey/tag-lists.ts';
import { createApp } from '../store/apps.ts';
import { createVault } from '../store/vault.ts';

describe.each(storeKinds)('tags import on %s', (kind) => {
  let place: TestPlace;

  beforeEach(async () => {
    place = await newTestPlace(kind);
  });
  afterEach(() => place.remove());

  function write(name: string, content: string): string {
    const path = join(place.dataDir, name);
    writeFileSync(path, content);
    return path;
  }

  function run(...words: string[]) {
    const env = { DATA_DIR: place.dataDir, DATABASE_URL: place.databaseUrl ?? '' };
    return runCli(['tags', 'import', ...words], env);
  }

  async function onStore<T>(act: (store: Awaited<ReturnType<typeof openTestStore>>) => Promise<T>): Promise<T> {
    const store = await openTestStore(place);
    try {
      return await act(store);
    } finally {
      await store.close();
    }
  }

  const said = (appid: string) =>
    onStore(async (store) => (await createTagLists(store.db).forApp(appid))('13800000002')?.name ?? null);

  test('the list is in the store for every app, called as its file; a later one of that name replaces it, a bad one does not', async () => {
    const path = write('banks.csv', 'number,name\n13800000002,甲\n');
    const imported = { code: 0, stdout: '{"name":"banks","appid":null,"count":1}\n', stderr: '' };
    expect(run(path)).toEqual(imported);
    expect(await said('any')).toBe('甲');
    write('banks.csv', 'number,name\n13800000002,乙\n');
    expect(run(path)).toEqual(imported);
    write('banks.csv', 'number,name\n13800000002,丙\n138,\n');
    expect(run(path)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'banks.csv: found 1 bad lines of 3, nothing is imported\nline 3: says nothing but the number\n',
    });
    expect(await said('any')).toBe('乙');
  });

  test('--app keeps it to one app, which must be there', async () => {
    const path = write('banks.csv', 'number,name\n13800000002,甲\n');
    const vault = createVault(Buffer.alloc(32, 5));
    const { appid } = await onStore((store) => createApp(store.db, vault, 'test', 1_795_147_200));
    expect(run(path, '--app', appid, '--name', 'own').stdout).toBe(`{"name":"own","appid":"${appid}","count":1}\n`);
    expect([await said(appid), await said('any')]).toEqual(['甲', null]);
    expect(run(path, '--app', 'nobody')).toMatchObject({ code: 2, stderr: expect.stringContaining('no app "nobody"') });
  });

  test('words and files that cannot be used are named', () => {
    expect(run()).toMatchObject({ code: 2, stderr: expect.stringContaining('Found no file, expected one') });
    expect(run('a', 'b')).toMatchObject({ code: 2, stderr: expect.stringContaining('Found 2 files, expected one') });
    expect(run('a', '--colour')).toMatchObject({ code: 2, stderr: expect.stringContaining('--colour') });
    expect(run(join(place.dataDir, 'none.csv'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('found no file'),
    });
  });
});
