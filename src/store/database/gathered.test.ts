/** What is asked together is one statement, answered each to its asker, and never from memory. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lendStore, storeKinds } from '../../../test/store-kinds.ts';
import type { Database, Store } from '../database.ts';
import { anyOf, gathered } from './gathered.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let store: Store;
  beforeAll(async () => {
    store = await lendStore(kind);
  });
  afterAll(() => store.close());

  /** Looks names of apps up, and keeps what each statement asked for. */
  function lookUps() {
    const statements: string[][] = [];
    const find = gathered<string, string | null>(async (db, appids) => {
      statements.push(appids);
      if (appids.includes('bad')) await sql`select 1 / 0`.execute(db);
      const rows = await db
        .selectFrom('apps')
        .select(['appid', 'name'])
        .where('appid', '=', anyOf(appids, 'text'))
        .execute();
      return appids.map((appid) => rows.find((row) => row.appid === appid)?.name ?? null);
    });
    return { statements, find };
  }

  const insert = (db: Database, appid: string, name: string) =>
    db
      .insertInto('apps')
      .values({
        appid,
        name,
        secret_sealed: Buffer.alloc(1),
        disabled_at: null,
        contract_until: null,
        created_at: new Date(0),
      })
      .execute();

  test('what is asked at the same time is one statement, and each is told its own', async () => {
    await insert(store.db, 'a', 'first');
    await insert(store.db, 'b', 'second');
    const { statements, find } = lookUps();
    const answers = await Promise.all(['b', 'none', 'a', 'b'].map((appid) => find(store.db, appid)));
    expect(answers).toEqual(['second', null, 'first', 'second']);
    expect(statements).toEqual([['b', 'none', 'a', 'b']]);
  });

  test('what is asked while a statement is under way is read by the next, and sees what was stored meanwhile', async () => {
    const { statements, find } = lookUps();
    const first = find(store.db, 'late');
    const second = first.then(async (answer) => {
      await insert(store.db, 'late', 'came');
      return [answer, await find(store.db, 'late')];
    });
    expect(await second).toEqual([null, 'came']);
    expect(statements).toHaveLength(2);
  });

  test('a statement that fails fails all who asked by it, and none who asks later', async () => {
    const { find } = lookUps();
    const settled = await Promise.allSettled([find(store.db, 'bad'), find(store.db, 'a')]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await find(store.db, 'a')).toBe('first');
  });

  test('within a transaction each is asked in its place: it sees what the transaction did', async () => {
    const { find } = lookUps();
    await store.db.transaction().execute(async (transaction) => {
      await insert(transaction, 'inner', 'own');
      expect(await find(transaction, 'inner')).toBe('own');
      if (kind === 'postgres') expect(await find(store.db, 'inner')).toBeNull();
    });
  });
});
