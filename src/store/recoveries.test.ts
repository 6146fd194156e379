/** Recoveries in a real store: claims, ends, and what is left of the personal data. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../test/store-kinds.ts';
import { createApp } from './apps.ts';
import type { Store } from './database.ts';
import { createRecoveries } from './recoveries.ts';
import { wrappedKeyOf } from './vault/data-keys.ts';
import { createVault } from './vault.ts';

const now = 1_795_147_200;
const identity = { tel: '13007500010', name: '甲乙丙', idCard: '990123198506132748' };
const step = { cookies: 'jar', notes: { step: 'one' }, question: { wants: 'contacts' } };

describe.each(storeKinds)('recoveries on %s', (kind) => {
  const vault = createVault(Buffer.alloc(32, 5));
  const recoveries = createRecoveries(vault);
  let place: TestPlace;
  let store: Store;
  let appid: string;

  beforeEach(async () => {
    place = await newTestPlace(kind);
    store = await openTestStore(place);
    ({ appid } = await createApp(store.db, vault, 'test', now));
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  async function insert(tid: string, more: { appid?: string; tel?: string; now?: number } = {}) {
    const { tel = identity.tel, ...rest } = more;
    const number = { carrier: 'unicom', province: '河南', city: '郑州' } as const;
    await recoveries.insert(store.db, { tid, appid, ...number, identity: { ...identity, tel }, step, now, ...rest });
  }
  const rowOf = (tid: string) =>
    store.db
      .selectFrom('recoveries')
      .selectAll()
      .select(wrappedKeyOf('recoveries.tid'))
      .where('tid', '=', tid)
      .executeTakeFirstOrThrow();
  const stateOf = async (tid: string) => (await rowOf(tid)).state;

  test('what was put in comes back, for its own app only', async () => {
    await insert('TID1');
    expect(await recoveries.find(store.db, 'TID1', appid)).toMatchObject({
      ...{ tid: 'TID1', appid, carrier: 'unicom', province: '河南', state: 'awaiting', failureCode: null },
      ...{ identity, step, touchedAt: now },
    });
    expect(await recoveries.find(store.db, 'TID1', 'another')).toBeNull();
    expect(await recoveries.find(store.db, 'TID2', appid)).toBeNull();
  });

  test('nothing personal can be read in the row', async () => {
    await insert('TID1');
    const text = Object.values(await rowOf('TID1'))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join('\n');
    for (const secret of [identity.tel, identity.idCard, 'jar', Buffer.from(identity.name).toString('latin1')]) {
      expect(text).not.toContain(secret);
    }
  });

  test('one call has it at a time, until it lets go or its time is over', async () => {
    await insert('TID1');
    expect(await recoveries.claim(store.db, 'TID1', now + 5, now + 65)).toMatchObject({ step, touchedAt: now + 5 });
    expect(await recoveries.claim(store.db, 'TID1', now + 6, now + 66)).toBeNull();
    await recoveries.release(store.db, 'TID1');
    expect(await recoveries.claim(store.db, 'TID1', now + 7, now + 67)).not.toBeNull();
    expect(await recoveries.claim(store.db, 'TID1', now + 68, now + 128)).not.toBeNull();
  });

  test('a kept step replaces the one before', async () => {
    await insert('TID1');
    const found = await recoveries.claim(store.db, 'TID1', now, now + 60);
    if (!found) throw new Error('not claimed');
    await recoveries.keepStep(store.db, found, { ...step, cookies: 'other jar' });
    expect((await recoveries.find(store.db, 'TID1', appid))?.step).toEqual({ ...step, cookies: 'other jar' });
  });

  test.each([
    ['done', null],
    ['expired', 4004],
    ['failed', 30007],
  ] as const)(
    'one that is %s keeps neither key nor anything sealed, and nothing can be put back',
    async (state, code) => {
      await insert('TID1');
      const before = await recoveries.claim(store.db, 'TID1', now, now + 60);
      if (!before) throw new Error('not claimed');
      await recoveries.end(store.db, 'TID1', state, code);
      await recoveries.keepStep(store.db, before, step);
      await recoveries.end(store.db, 'TID1', 'failed', 4017);
      expect(await rowOf('TID1')).toMatchObject({
        ...{ state, failure_code: code, key_wrapped: null, identity_sealed: null, step_sealed: null },
      });
      const after = await recoveries.find(store.db, 'TID1', appid);
      expect(after).toMatchObject({ dataKey: null, identity: null, step: null, failureCode: code });
      if (!after) throw new Error('not found');
      await expect(recoveries.keepStep(store.db, after, step)).rejects.toThrow('has ended');
    },
  );

  test("a later start ends the app's earlier ones for the number, but none that a call holds", async () => {
    const other = await createApp(store.db, vault, 'other', now);
    await insert('TID1');
    await insert('TID2');
    await insert('TID3', { tel: '13007500011' });
    await insert('TID4', { appid: other.appid });
    await recoveries.claim(store.db, 'TID2', now, now + 60);
    await recoveries.endEarlier(store.db, appid, identity.tel, now + 1);
    expect(await rowOf('TID1')).toMatchObject({ state: 'failed', failure_code: 4016, key_wrapped: null });
    expect(await Promise.all(['TID2', 'TID3', 'TID4'].map(stateOf))).toEqual(['awaiting', 'awaiting', 'awaiting']);
  });

  test('those that nobody called for so long end, and only those', async () => {
    await insert('TID1', { now: now - 601 });
    await insert('TID2', { now: now - 600 });
    await insert('TID3', { now: now - 900 });
    await recoveries.end(store.db, 'TID3', 'done');
    await recoveries.endIdle(store.db, now - 600);
    expect(await rowOf('TID1')).toMatchObject({ state: 'expired', failure_code: 4004, key_wrapped: null });
    expect(await Promise.all(['TID2', 'TID3'].map(stateOf))).toEqual(['awaiting', 'done']);
  });
});
