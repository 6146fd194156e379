/** Limits count on when the master key changes, whatever they count: nobody gets new tries or texts by it. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../../test/store-kinds.ts';
import { countTry } from '../console/login-tries.ts';
import type { Store } from '../database.ts';
import { countFlowCalls, insertFlowCall } from '../sessions/flow-calls.ts';
import { countCode } from '../subject/subject-codes.ts';
import { createVault, type Vault } from '../vault.ts';
import { limitHash } from './limit-hash.ts';
import { rewrapAll } from './rewrap.ts';

const now = 1_795_147_200;
const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const before = createVault(oldKey);
const during = createVault(newKey, [oldKey]);
const after = createVault(newKey);

describe.each(storeKinds)('on %s', (kind) => {
  let place: TestPlace;
  let store: Store;
  beforeEach(async () => {
    place = await newTestPlace(kind);
    store = await openTestStore(place);
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  /** One more of each, and what the counts say of it: flows of a number, seconds to wait for a code and for a sign-in. */
  async function oneMore(vault: Vault) {
    const { db } = store;
    const tel = '13001000061';
    const number = await limitHash(db, vault, 'tel', tel);
    await insertFlowCall(db, number, now);
    return {
      flows: (await countFlowCalls(db, number, [now - 1]))[0],
      codeWaits: await countCode(db, vault, tel, [{ count: 1, seconds: 60 }], now),
      tryWaits: await countTry(db, [{ who: await limitHash(db, vault, 'login', 'account:lin'), most: 1 }], now),
    };
  }

  test('flows of a number that no session has, texted codes and sign-ins are counted on through a rotation and after it', async () => {
    expect(await oneMore(before)).toEqual({ flows: 1, codeWaits: 0, tryWaits: 0 });
    expect(await oneMore(during)).toEqual({ flows: 2, codeWaits: 60, tryWaits: 600 });
    expect(await rewrapAll(store.db, during)).toEqual({ rewrapped: 1, unopenable: 0 });
    expect(await oneMore(after)).toEqual({ flows: 3, codeWaits: 60, tryWaits: 600 });
  });

  test('without the master key the hash of a number is not made again', async () => {
    await oneMore(before);
    await expect(oneMore(createVault(Buffer.alloc(32, 3)))).rejects.toThrow('none of the known master keys');
  });

  test('nodes that count for the first time at once make one key', async () => {
    const hashes = await Promise.all(Array.from({ length: 8 }, () => limitHash(store.db, before, 'tel', '1')));
    expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).toBe(1);
    expect(await limitHash(store.db, before, 'login', '1')).not.toEqual(hashes[0]);
  });
});
