/** A new master key while nodes run: afterwards everything opens with it alone, and nothing with the old one alone. */

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../../test/store-kinds.ts';
import { createApp, findApp } from '../apps.ts';
import { sealAudit, verifyAudit } from '../audit/audit-chain.ts';
import { appendAudit } from '../audit.ts';
import type { Store } from '../database.ts';
import { destroySessions } from '../erasures.ts';
import { createRecoveries } from '../recoveries.ts';
import { countFlowCalls, insertFlowCall } from '../sessions/flow-calls.ts';
import { createSessions } from '../sessions.ts';
import { findTagBatch, insertTagBatch } from '../tags/tag-batches.ts';
import { createVault } from '../vault.ts';
import { limitHash } from './limit-hash.ts';
import { rewrapAll, sealedColumns } from './rewrap.ts';

const now = 1_795_147_200;
const tel = '13001000012';
const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const vaults = { old: createVault(oldKey), both: createVault(newKey, [oldKey]), new: createVault(newKey) };
const place = { carrier: 'unicom', province: '河南', city: '郑州' } as const;

describe.each(storeKinds)('on %s', (kind) => {
  let at: TestPlace;
  let store: Store;
  let appid: string;
  beforeEach(async () => {
    at = await newTestPlace(kind);
    store = await openTestStore(at);
    ({ appid } = await createApp(store.db, vaults.old, 'one', now));
  });
  afterEach(async () => {
    await store.close();
    await at.remove();
  });

  function insertSession(sid: string) {
    const subject = { tel, uid: 'u1', userInfo: null, userContacts: [] };
    return createSessions(vaults.old).insert(store.db, { sid, appid, ...place, subject, step: { cookies: '' }, now });
  }

  async function fill(): Promise<void> {
    const { db } = store;
    await insertSession('SID1');
    await insertFlowCall(db, await limitHash(db, vaults.old, 'tel', tel), now);
    const identity = { tel, name: '张三', idCard: '110101199001010000' };
    await createRecoveries(vaults.old).insert(db, { tid: 'TID1', appid, ...place, identity, step: {}, now });
    await insertTagBatch(db, vaults.old, { tid: 'TID2', appid, packed: Buffer.from('packed'), now });
    await appendAudit(db, { at: now, actor: 'system', action: 'filled', appid, sid: null, detail: {} });
    await sealAudit(db, vaults.old);
  }

  /** What each part of the store gives to a node with these keys: true, or false when it does not open or is not found. */
  async function opens(vault: (typeof vaults)['old']): Promise<Record<string, boolean>> {
    const { db } = store;
    const tries: Record<string, () => Promise<boolean>> = {
      app: async () => (await findApp(db, vault, appid)) !== null,
      session: async () => (await createSessions(vault).find(db, 'SID1'))?.subject?.tel === tel,
      sessionByTel: async () => (await createSessions(vault).findOpenByTel(db, appid, tel)).length === 1,
      flowCalls: async () => (await countFlowCalls(db, await limitHash(db, vault, 'tel', tel), [0]))[0] === 1,
      recovery: async () => (await createRecoveries(vault).find(db, 'TID1', appid))?.identity?.tel === tel,
      batch: async () => (await findTagBatch(db, vault, 'TID2', appid, now)) !== null,
      audit: async () => (await verifyAudit(db, vault, null)).broken === null,
    };
    const found: Record<string, boolean> = {};
    for (const [name, act] of Object.entries(tries)) found[name] = await act().catch(() => false);
    return found;
  }
  const everything = (value: boolean) =>
    Object.fromEntries(
      ['app', 'session', 'sessionByTel', 'flowCalls', 'recovery', 'batch', 'audit'].map((one) => [one, value]),
    );

  test('during a rotation all opens and is found; after rewrapping with the new key alone, and nothing with the old', async () => {
    await fill();
    expect(await opens(vaults.both)).toEqual(everything(true));
    expect(await opens(vaults.new)).toEqual(everything(false));
    expect(await rewrapAll(store.db, vaults.both)).toEqual({ rewrapped: 6, unopenable: 0 });
    expect(await opens(vaults.both)).toEqual(everything(true));
    expect(await opens(vaults.new)).toEqual(everything(true));
    expect(await opens(vaults.old)).toEqual(everything(false));
    expect(await rewrapAll(store.db, vaults.both)).toEqual({ rewrapped: 0, unopenable: 0 });
  });

  test('values from before keys had ids are rewrapped as well, more than one batch of them', async () => {
    for (let n = 0; n < 401; n += 1) await insertSession(`SID${n}`);
    await sql`update data_keys set key_wrapped = substring(key_wrapped from 9)`.execute(store.db);
    await sql`update apps set secret_sealed = substring(secret_sealed from 9)`.execute(store.db);
    expect(await rewrapAll(store.db, vaults.both)).toEqual({ rewrapped: 402, unopenable: 0 });
    expect((await createSessions(vaults.new).find(store.db, 'SID400'))?.subject?.tel).toBe(tel);
  });

  test('a row under a key that nobody knows is counted and does not keep the others back', async () => {
    await createApp(store.db, createVault(Buffer.alloc(32, 9)), 'lost', now);
    await insertSession('SID1');
    expect(await rewrapAll(store.db, vaults.both)).toEqual({ rewrapped: 2, unopenable: 1 });
  });

  test('a session that is erased meanwhile stays erased', async () => {
    await insertSession('SID1');
    const erase = store.db.transaction().execute((transaction) => destroySessions(transaction, ['SID1'], now));
    const [destroyed] = await Promise.all([erase, rewrapAll(store.db, vaults.both)]);
    expect(destroyed).toHaveLength(1);
    const row = { state: 'erased', tel_hash: null, uid_hash: null, subject_sealed: null };
    expect(await store.db.selectFrom('sessions').selectAll().executeTakeFirst()).toMatchObject(row);
    expect(await store.db.selectFrom('data_keys').selectAll().execute()).toEqual([]);
  });

  test('no column that the master key seals is forgotten', async () => {
    const found = await sql<{ place: string }>`
      select table_name || '.' || column_name as place from information_schema.columns
      where table_schema = 'public' and column_name in ('key_wrapped', 'secret_sealed')`.execute(store.db);
    const known = sealedColumns.map(({ table, column }) => `${table}.${column}`);
    expect(found.rows.map((row) => row.place).sort()).toEqual(known.sort());
  });
});
