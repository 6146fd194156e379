/** Apps in a real store: what is set of one stays, and what is not named is not touched. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../test/store-kinds.ts';
import { createApp, findApp, setAppPushes } from './apps.ts';
import type { Store } from './database.ts';
import { createVault } from './vault.ts';

describe.each(storeKinds)('apps on %s', (kind) => {
  const vault = createVault(Buffer.alloc(32, 5));
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

  test('a change of pushes that names nothing changes nothing, and says whether there is such an app', async () => {
    const { appid } = await createApp(store.db, vault, 'test', 1_795_147_200);
    const urls = { auth: 'https://app.example/auth', tags: null };
    await setAppPushes(store.db, appid, { urls, encrypted: true });
    const before = await findApp(store.db, vault, appid);
    expect(before?.pushes).toEqual({ urls: { result: null, report: null, ...urls }, encrypted: true });
    expect(await setAppPushes(store.db, appid, { urls: {} })).toBe(true);
    expect(await findApp(store.db, vault, appid)).toEqual(before);
    expect(await setAppPushes(store.db, 'f'.repeat(16), { urls: {} })).toBe(false);
  });
});
