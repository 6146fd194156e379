/** An app is given as many tokens within an hour as its limit says, and no more. */

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lendStore, storeKinds } from '../../../test/store-kinds.ts';
import { createApp } from '../apps.ts';
import { dateOf } from '../database/date-of.ts';
import type { Store } from '../database.ts';
import { createVault } from '../vault.ts';
import { insertToken } from './tokens.ts';

const now = 1_780_000_000;
const vault = createVault(Buffer.alloc(32, 7));

describe.each(storeKinds)('on %s', (kind) => {
  let store: Store;
  beforeAll(async () => {
    store = await lendStore(kind);
  });
  afterAll(() => store.close());

  const newApp = async () => (await createApp(store.db, vault, 'one', now)).appid;
  const give = (appid: string, issuedAt = now, mostPerHour = 10) =>
    insertToken(store.db, {
      token: randomBytes(16).toString('hex'),
      appid,
      issuedAt,
      expiresAt: issuedAt + 7200,
      mostPerHour,
    });
  const stored = async (appid: string) =>
    (await store.db.selectFrom('tokens').select('appid').where('appid', '=', appid).execute()).length;

  /** As another node would give them. */
  const giveElsewhere = (appid: string, count: number) =>
    store.db
      .insertInto('tokens')
      .values(
        Array.from({ length: count }, () => ({
          token_hash: randomBytes(32),
          appid,
          issued_at: dateOf(now),
          expires_at: dateOf(now + 7200),
        })),
      )
      .execute();

  test('asked for at once or one after the other, the limit is met to the token, app by app', async () => {
    const [one, other] = [await newApp(), await newApp()];
    const given = await Promise.all([...Array.from({ length: 13 }, () => give(one)), give(other)]);
    expect(given.filter(Boolean)).toHaveLength(11);
    expect(given.at(-1)).toBe(true);
    expect(await give(one)).toBe(false);
    for (let n = 1; n < 10; n += 1) expect(await give(other)).toBe(true);
    expect(await give(other)).toBe(false);
    expect([await stored(one), await stored(other)]).toEqual([10, 10]);
  });

  test('what another node gave counts: at once from half of the limit on, and after a second in any case', async () => {
    const [half, few] = [await newApp(), await newApp()];
    for (let n = 0; n < 5; n += 1) expect(await give(half)).toBe(true);
    await giveElsewhere(half, 5);
    expect(await give(half)).toBe(false);
    expect(await give(few)).toBe(true);
    await giveElsewhere(few, 9);
    expect(await give(few, now + 1)).toBe(false);
  });

  test('what was given more than an hour ago does not count any more', async () => {
    const appid = await newApp();
    for (let n = 0; n < 10; n += 1) await give(appid, now - 3600);
    expect(await give(appid, now - 3600)).toBe(false);
    expect(await give(appid)).toBe(true);
  });
});
