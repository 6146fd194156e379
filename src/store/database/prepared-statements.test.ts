/** Statements are prepared by name on PostgreSQL, and outlive a newer version's change of their tables. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lendStore, storeKinds } from '../../../test/store-kinds.ts';
import { createApp, findApp, listApps } from '../apps.ts';
import type { Store } from '../database.ts';
import { createVault } from '../vault.ts';

const vault = createVault(Buffer.alloc(32, 7));

describe.runIf(storeKinds.includes('postgres'))('on PostgreSQL', () => {
  let store: Store;
  let appid: string;
  beforeAll(async () => {
    store = await lendStore('postgres');
    ({ appid } = await createApp(store.db, vault, 'one', 1_780_000_000));
  });
  afterAll(() => store.close());

  test('a look-up that comes again is prepared, one that names no columns is not', async () => {
    await store.db.connection().execute(async (db) => {
      for (let n = 0; n < 3; n += 1) {
        await findApp(db, vault, appid);
        await db.selectFrom('apps').selectAll().where('appid', '=', appid).execute();
        await listApps(db);
      }
      const { rows } = await sql<{ statement: string }>`
        select statement from pg_prepared_statements where statement like ${'%from "apps"%'}`.execute(db);
      expect(rows).toHaveLength(1);
      expect(rows[0]?.statement).not.toContain('*');
    });
  });

  test('a column that a newer version adds breaks no statement of an older one that is running', async () => {
    const looks = () => Promise.all(Array.from({ length: 20 }, () => findApp(store.db, vault, appid)));
    await looks();
    const select = store.db.selectFrom('apps').selectAll().where('appid', '=', appid);
    await select.execute();
    await sql`alter table apps add column of_a_newer_version text`.execute(store.db);
    expect(await looks()).toHaveLength(20);
    expect(await select.execute()).toHaveLength(1);
  });
});
