/** Data keys that come back to a store without any: to the rows that are there, and found by the current master key. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../../test/store-kinds.ts';
import { createApp } from '../apps.ts';
import type { Store } from '../database.ts';
import { createRecoveries } from '../recoveries.ts';
import { createSessions } from '../sessions.ts';
import { createVault } from '../vault.ts';
import { findKeyless, keysAfter, restoreKeys } from './keys-apart.ts';

const now = 1_795_147_200;
const tel = '13001000013';
const place = { carrier: 'unicom', province: '河南', city: '郑州' } as const;
const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const vault = createVault(oldKey);

describe.each(storeKinds)('on %s', (kind) => {
  let at: TestPlace;
  let store: Store;
  let appid: string;
  beforeEach(async () => {
    at = await newTestPlace(kind);
    store = await openTestStore(at);
    ({ appid } = await createApp(store.db, vault, 'one', now));
    await insertSession('SID1');
    await insertSession('SID2');
    const identity = { tel, name: '张三', idCard: '110101199001010000' };
    await createRecoveries(vault).insert(store.db, { tid: 'TID1', appid, ...place, identity, step: {}, now });
  });
  afterEach(async () => {
    await store.close();
    await at.remove();
  });

  async function insertSession(sid: string): Promise<void> {
    const subject = { tel, uid: 'u1', userInfo: null, userContacts: [] };
    await createSessions(vault).insert(store.db, { sid, appid, ...place, subject, step: { at: 1 }, now });
  }

  test('a batch of keys goes on where the one before ended', async () => {
    const [first, ...rest] = await keysAfter(store.db, '', 100);
    expect([first?.id, ...rest.map(({ id }) => id)]).toEqual(['SID1', 'SID2', 'TID1']);
    expect(await keysAfter(store.db, '', 1)).toEqual([first]);
    expect(await keysAfter(store.db, 'SID1', 100)).toEqual(rest);
  });

  test('a key without a row that it opens is left out; a row without a key is named', async () => {
    const keys = await keysAfter(store.db, '', 100);
    const { wrapped } = vault.newDataKey('SID9');
    await store.db.deleteFrom('data_keys').execute();
    await createRecoveries(vault).end(store.db, 'TID1', 'done');
    const given = [...keys.filter(({ id }) => id !== 'SID2'), { id: 'SID9', wrapped: wrapped.toString('base64') }];
    expect(await restoreKeys(store.db, vault, given)).toBe(1);
    expect(await store.db.selectFrom('data_keys').select('id').execute()).toEqual([{ id: 'SID1' }]);
    expect(await findKeyless(store.db, 100)).toEqual([{ sid: 'SID2', createdAt: now }]);
    expect((await createSessions(vault).find(store.db, 'SID1'))?.step).toEqual({ at: 1 });
  });

  test('keys that were put under a new master key since make their rows be found by that', async () => {
    const both = createVault(newKey, [oldKey]);
    const keys = (await keysAfter(store.db, '', 100)).map(({ id, wrapped }) => ({
      id,
      wrapped: both.rewrap(`key:${id}`, Buffer.from(wrapped, 'base64')).toString('base64'),
    }));
    await store.db.deleteFrom('data_keys').execute();
    const alone = createVault(newKey);
    expect(await restoreKeys(store.db, alone, keys)).toBe(3);
    const found = await createSessions(alone).search(store.db, appid, { tel, uid: 'u1' }, 10);
    expect(found.map(({ sid }) => sid)).toEqual(['SID2', 'SID1']);
    await createRecoveries(alone).endEarlier(store.db, appid, tel, now + 1);
    expect(await createRecoveries(alone).find(store.db, 'TID1', appid)).toMatchObject({ state: 'failed' });
  });

  test('keys that no known master key opens are refused', async () => {
    const keys = await keysAfter(store.db, '', 100);
    await store.db.deleteFrom('data_keys').execute();
    await expect(restoreKeys(store.db, createVault(newKey), keys)).rejects.toThrow('none of the known master keys');
  });
});
