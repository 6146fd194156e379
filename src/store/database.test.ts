/** What both stores must do alike. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../test/store-kinds.ts';
import { migrate } from './database/migrate.ts';
import type { Store } from './database.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let place: TestPlace;
  let store: Store;
  beforeAll(async () => {
    place = await newTestPlace(kind);
    store = await openTestStore(place);
  });
  afterAll(async () => {
    await store.close();
    await place.remove();
  });

  async function countFlowCalls(): Promise<number> {
    const row = await store.db
      .selectFrom('flow_calls')
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  }

  const flowCall = () => ({ tel_hash: Buffer.alloc(32), called_at: new Date() });

  test('a write beside an open transaction outlives its rollback', async () => {
    const before = await countFlowCalls();
    const written = Promise.withResolvers<void>();
    const transaction = store.db.transaction().execute(async (trx) => {
      await trx.insertInto('flow_calls').values(flowCall()).execute();
      written.resolve();
      // Long enough for the other write to be sent; it waits on PGlite and goes ahead on PostgreSQL.
      for (let turn = 0; turn < 20; turn++) await sql`select 1`.execute(trx);
      throw new Error('rolled back');
    });
    await written.promise;
    const beside = store.db.insertInto('flow_calls').values(flowCall()).execute();
    await expect(transaction).rejects.toThrow('rolled back');
    await beside;
    expect(await countFlowCalls()).toBe(before + 1);
  });

  test('int8 and count() are numbers', async () => {
    const { rows } = await sql<{ wide: unknown }>`select 9007199254740991::int8 as wide`.execute(store.db);
    expect(rows).toEqual([{ wide: 9_007_199_254_740_991 }]);
    expect(typeof (await countFlowCalls())).toBe('number');
  });

  test('bytes and instants come back as they went in', async () => {
    const called_at = new Date('2026-11-20T04:00:00.123Z');
    const tel_hash = Buffer.from([0, 1, 254, 255]);
    await store.db.insertInto('flow_calls').values({ tel_hash, called_at }).execute();
    const row = await store.db
      .selectFrom('flow_calls')
      .selectAll()
      .where('tel_hash', '=', tel_hash)
      .executeTakeFirstOrThrow();
    expect(Buffer.from(row.tel_hash).equals(tel_hash)).toBe(true);
    expect(row.called_at.getTime()).toBe(called_at.getTime());
  });

  test('migrations run once, and a newer store refuses an older program', async () => {
    await migrate(store.db);
    await sql`insert into schema_migrations (name) values ('9999_future.sql')`.execute(store.db);
    await expect(migrate(store.db)).rejects.toThrow('9999_future.sql');
  });
});
