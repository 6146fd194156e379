/** A row and its key change together: whoever waits for one of them is not given the other as it was. */

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../../test/store-kinds.ts';
import { createApp } from '../apps.ts';
import { migrate } from '../database/migrate.ts';
import type { Database, Store } from '../database.ts';
import { destroySessions } from '../erasures.ts';
import { bindLink, insertLink } from '../links.ts';
import { createRecoveries } from '../recoveries.ts';
import { createSessions } from '../sessions.ts';
import { findTagBatch, insertTagBatch } from '../tags/tag-batches.ts';
import { createVault } from '../vault.ts';
import { rewrapAll } from './rewrap.ts';

const now = 1_795_147_200;
const tel = '13001000014';
const place = { carrier: 'unicom', province: '河南', city: '郑州' } as const;
const vault = createVault(Buffer.alloc(32, 1));
const rotated = createVault(Buffer.alloc(32, 2), [Buffer.alloc(32, 1)]);
const sessions = createSessions(vault);
const recoveries = createRecoveries(vault);
const owners = [
  ['sessions', 'sid'],
  ['recoveries', 'tid'],
  ['tag_batches', 'tid'],
  ['links', 'id'],
] as const;

describe.each(storeKinds)('on %s', (kind) => {
  test('a store from before the table opens with it as it did', async () => {
    const at = await newTestPlace(kind);
    const store = await openTestStore(at);
    onTestFinished(async () => {
      await store.close();
      await at.remove();
    });
    const { db } = store;
    const { appid } = await createApp(db, vault, 'one', now);
    const subject = { tel, uid: 'u1', userInfo: null, userContacts: [] };
    await sessions.insert(db, { sid: 'SID1', appid, ...place, subject, step: {}, now });
    await sessions.insert(db, { sid: 'SID2', appid, ...place, subject, step: {}, now });
    const identity = { tel, name: '张三', idCard: '110101199001010000' };
    await recoveries.insert(db, { tid: 'TID1', appid, ...place, identity, step: {}, now });
    await recoveries.insert(db, { tid: 'TID2', appid, ...place, identity, step: {}, now });
    await recoveries.end(db, 'TID2', 'done');
    await insertTagBatch(db, vault, { tid: 'TID3', appid, packed: Buffer.from('packed'), now });
    const content = { subject, telLocked: false, redirectUrl: null, state: '', consent: null, recovery: null };
    await insertLink(db, vault, { id: 'L1', secret: 's', appid, content, now, expiresAt: now + 60 });
    await destroySessions(db, ['SID2'], now);

    for (const [table, id] of owners) {
      await sql`alter table ${sql.table(table)} add column key_wrapped bytea`.execute(db);
      await sql`update ${sql.table(table)} set key_wrapped =
        (select key_wrapped from data_keys where id = ${sql.ref(`${table}.${id}`)})`.execute(db);
    }
    await sql`drop table data_keys`.execute(db);
    await sql`delete from schema_migrations where name like '0016%'`.execute(db);
    await migrate(db);

    const { rows } = await sql<{ id: string }>`select id from data_keys order by id`.execute(db);
    expect(rows.map(({ id }) => id)).toEqual(['L1', 'SID1', 'TID1', 'TID3']);
    expect((await sessions.find(db, 'SID1'))?.subject).toEqual(subject);
    expect(await sessions.find(db, 'SID2')).toMatchObject({ state: 'erased', subject: null });
    expect((await recoveries.find(db, 'TID1', appid))?.identity).toEqual(identity);
    expect(await findTagBatch(db, vault, 'TID3', appid, now)).not.toBeNull();
    const opening = { id: 'L1', secret: 's', browser: 'b', expiresAt: now + 60 };
    expect(await bindLink(db, vault, opening)).toMatchObject({ content });
  });
});

// PGlite has one connection: there nobody waits for another.
describe.skipIf(!storeKinds.includes('postgres'))('of two connections', () => {
  let at: TestPlace;
  let store: Store;
  let appid: string;
  beforeEach(async () => {
    at = await newTestPlace('postgres');
    store = await openTestStore(at);
    ({ appid } = await createApp(store.db, vault, 'one', now));
    const subject = { tel, uid: 'u1', userInfo: null, userContacts: [] };
    await sessions.insert(store.db, { sid: 'SID1', appid, ...place, subject, step: {}, now });
    const identity = { tel, name: '张三', idCard: '110101199001010000' };
    await recoveries.insert(store.db, { tid: 'TID1', appid, ...place, identity, step: {}, now });
  });
  afterEach(async () => {
    await store.close();
    await at.remove();
  });

  async function somebodyWaits(): Promise<void> {
    for (let waiting = 0; waiting === 0; ) {
      const { rows } = await sql<{ waiting: number }>`select count(*) as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(store.db);
      waiting = rows[0]?.waiting ?? 0;
    }
  }

  /** Lets `second` begin while `first` is not committed, and commits when `second` waits for it. */
  async function whileWaiting<T>(first: (db: Database) => Promise<unknown>, second: () => Promise<T>): Promise<T> {
    const begun = await store.db.transaction().execute(async (transaction) => {
      await first(transaction);
      const waits = second();
      await somebodyWaits();
      return { waits };
    });
    return begun.waits;
  }
  const keysLeft = async () => (await store.db.selectFrom('data_keys').select('id').execute()).map(({ id }) => id);
  const erase = (db: Database) => destroySessions(db, ['SID1'], now);

  test('a claim that waited for an erasure is given an erased session without a key', async () => {
    const claimed = await whileWaiting(erase, () => sessions.claim(store.db, 'SID1', now, now + 60));
    expect(claimed).toMatchObject({ state: 'erased', dataKey: null, subject: null, step: null });
  });

  test('a claim that waited for the end of a recovery is given an ended one without a key', async () => {
    const end = (db: Database) => recoveries.end(db, 'TID1', 'failed', 4016);
    const claimed = await whileWaiting(end, () => recoveries.claim(store.db, 'TID1', now, now + 60));
    expect(claimed).toMatchObject({ state: 'failed', dataKey: null, identity: null, step: null });
    expect(await keysLeft()).toEqual(['SID1']);
  });

  test('an erasure that waited for a key that was being rewrapped destroys that as it became', async () => {
    const rewrap = async (db: Database) => {
      const { key_wrapped } = await db
        .selectFrom('data_keys')
        .selectAll()
        .where('id', '=', 'SID1')
        .executeTakeFirstOrThrow();
      const again = rotated.rewrap('key:SID1', Buffer.from(key_wrapped));
      await db.updateTable('data_keys').set({ key_wrapped: again }).where('id', '=', 'SID1').execute();
    };
    const destroyed = await whileWaiting(rewrap, () => store.db.transaction().execute(erase));
    expect(destroyed).toHaveLength(1);
    expect(await keysLeft()).toEqual(['TID1']);
  });

  test('rewrapping that waited for an erasure leaves what was erased as it is, and neither waits for the other', async () => {
    const lock = (db: Database) => sql`select from sessions where sid = 'SID1' for update`.execute(db);
    const destroyed = await store.db.transaction().execute(async (transaction) => {
      await lock(transaction);
      const rewrapped = rewrapAll(store.db, rotated);
      await somebodyWaits();
      return { sids: await erase(transaction), rewrapped };
    });
    expect(destroyed.sids).toHaveLength(1);
    // The app's secret and the recovery's key.
    expect(await destroyed.rewrapped).toEqual({ rewrapped: 2, unopenable: 0 });
    expect(await keysLeft()).toEqual(['TID1']);
    const row = await store.db.selectFrom('sessions').select(['tel_hash', 'state']).executeTakeFirst();
    expect(row).toEqual({ tel_hash: null, state: 'erased' });
  });
});
