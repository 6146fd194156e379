/** Pushes in a real store: written once, claimed by one, in order within a session, in turns among apps. */

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../test/store-kinds.ts';
import { createApp, setAppPushes } from './apps.ts';
import { listAudit } from './audit.ts';
import { releaseAll } from './database/release-all.ts';
import type { Store } from './database.ts';
import type { PushKind } from './pushes/push-kinds.ts';
import {
  type ClaimedPush,
  claimDuePushes,
  insertPush,
  listPushes,
  markDelivered,
  markUnacknowledged,
  pushesOf,
  releasePush,
  replayPush,
} from './pushes.ts';
import { createSessions } from './sessions.ts';
import { createVault } from './vault.ts';

const now = 1_795_147_200;
const url = 'http://127.0.0.1:9/push';
const everywhere = { auth: url, result: url, report: url, tags: url };
const refused = { status: 500, error: 'not a 2xx' };

describe.each(storeKinds)('pushes on %s', (kind) => {
  const vault = createVault(Buffer.alloc(32, 5));
  const sessions = createSessions(vault);
  let place: TestPlace;
  let store: Store;
  let appid: string;

  beforeEach(async () => {
    place = await newTestPlace(kind);
    store = await openTestStore(place);
    appid = await newApp();
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  async function newApp(urls: Partial<Record<PushKind, string>> = everywhere): Promise<string> {
    const app = await createApp(store.db, vault, 'test', now);
    await setAppPushes(store.db, app.appid, { urls });
    return app.appid;
  }
  async function newSession(sid: string, of = appid) {
    const number = { carrier: 'unicom', province: '河南', city: '郑州' } as const;
    const subject = { tel: '13007500010', uid: 'u', userInfo: null, userContacts: [] };
    await sessions.insert(store.db, { sid, appid: of, ...number, subject, step: {}, now });
    return { sid, appid: of };
  }
  const write = (session: { sid: string; appid: string }, push: PushKind, at = now) =>
    insertPush(store.db, session, push, at);
  const claim = (at = now, limits = { perApp: 10, most: 100 }, firstWaitSeconds = 0) =>
    claimDuePushes(store.db, limits, { now: at, until: at + 45, takesOver: true, firstWaitSeconds });
  async function claimOne(at = now): Promise<ClaimedPush> {
    const [push, ...more] = await claim(at);
    if (!push || more.length > 0) throw new Error(`claimed ${more.length + (push ? 1 : 0)}, expected one`);
    return push;
  }
  const named = (pushes: { sid: string; kind: string }[]) => pushes.map((push) => `${push.sid} ${push.kind}`).sort();

  test('a push is written once, and none where the app has no address for it', async () => {
    const session = await newSession('SID1');
    await write(session, 'auth');
    const [first] = await pushesOf(store.db, 'SID1');
    await write(session, 'auth', now + 5);
    expect(await pushesOf(store.db, 'SID1')).toEqual([first]);
    expect(first).toMatchObject({ kind: 'auth', state: 'pending', attempts: 0, nextAt: now, lastStatus: null });
    expect(first?.id).toMatch(/^msg_[0-9a-f]{32}$/);

    const other = await newSession('SID2', await newApp({ report: url }));
    await write(other, 'auth');
    await write(other, 'report');
    expect(named(await pushesOf(store.db, 'SID2'))).toEqual(['SID2 report']);
  });

  test('a push is gone with the transaction that was to cause it', async () => {
    const session = await newSession('SID1');
    const broken = store.db.transaction().execute(async (transaction) => {
      await insertPush(transaction, session, 'auth', now);
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect(await pushesOf(store.db, 'SID1')).toEqual([]);
  });

  test('claims at the same moment share the pushes out, and none is given twice', async () => {
    for (let n = 0; n < 20; n++) await write(await newSession(`SID${n}`), 'auth');
    const claims = await Promise.all(Array.from({ length: 8 }, (_, n) => claim(now + n, { perApp: 100, most: 100 })));
    expect(named(claims.flat())).toEqual(Array.from({ length: 20 }, (_, n) => `SID${n} auth`).sort());
  });

  test.runIf(kind === 'postgres')(
    'a claim that meets another one under way waits for it and takes none of its',
    async () => {
      await write(await newSession('SID1'), 'auth');
      const due = { now, until: now + 45, takesOver: true, firstWaitSeconds: 0 };
      const limits = { perApp: 10, most: 10 };
      const later = await store.db.transaction().execute(async (transaction) => {
        expect(await claimDuePushes(transaction, limits, due)).toHaveLength(1);
        const meeting = claimDuePushes(store.db, limits, due);
        const blocked = sql<{ count: number }>`
        select count(*) as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        while ((await blocked.execute(store.db)).rows[0]?.count === 0);
        // Not the promise itself: it would be waited for before the commit that it waits for.
        return { meeting };
      });
      expect(await later.meeting).toEqual([]);
    },
  );

  test('a session goes in the order auth, result, report, tags, each when the one before is settled', async () => {
    const session = await newSession('SID1');
    for (const one of ['tags', 'report', 'result', 'auth'] as const) await write(session, one);
    const order: string[] = [];
    for (let n = 0; n < 4; n++) {
      const push = await claimOne();
      expect(await claim()).toEqual([]);
      order.push(push.kind);
      if (n % 2 === 0) await markDelivered(store.db, push, 200, now);
      else await markUnacknowledged(store.db, push, refused, null, now);
    }
    expect(order).toEqual(['auth', 'result', 'report', 'tags']);
    expect(await claim(now + 1000)).toEqual([]);
  });

  test('a push that waits for its next attempt holds up its own session and no other', async () => {
    const [one, other] = [await newSession('SID1'), await newSession('SID2')];
    await write(one, 'auth');
    await markUnacknowledged(store.db, await claimOne(), refused, now + 30, now);
    await write(one, 'result');
    await write(other, 'auth');
    expect(named(await claim(now + 29))).toEqual(['SID2 auth']);
    expect(await claimOne(now + 30)).toMatchObject({ sid: 'SID1', kind: 'auth', attempts: 1, lastStatus: 500 });
  });

  test('the first attempt waits as long as the setting says', async () => {
    await write(await newSession('SID1'), 'auth');
    expect(await claim(now + 9, { perApp: 10, most: 10 }, 10)).toEqual([]);
    expect(named(await claim(now + 10, { perApp: 10, most: 10 }, 10))).toEqual(['SID1 auth']);
  });

  test('an app has no more in hand than its share, and apps take turns', async () => {
    const other = await newApp();
    for (let n = 0; n < 6; n++) await write(await newSession(`SIDa${n}`), 'auth', now - 10 + n);
    for (let n = 0; n < 2; n++) await write(await newSession(`SIDb${n}`, other), 'auth', now - 2 + n);
    expect(named(await claim(now, { perApp: 4, most: 3 }))).toEqual(['SIDa0 auth', 'SIDa1 auth', 'SIDb0 auth']);
    expect(named(await claim(now, { perApp: 4, most: 100 }))).toEqual(['SIDa2 auth', 'SIDa3 auth', 'SIDb1 auth']);
    expect(await claim(now, { perApp: 4, most: 100 })).toEqual([]);
  });

  test('a push whose worker died is given to another when its claim has run out', async () => {
    await write(await newSession('SID1'), 'auth');
    const first = await claimOne();
    expect(await claim(now + 45)).toEqual([]);
    const second = await claimOne(now + 46);
    expect(second).toMatchObject({ id: first.id, attempts: 0 });

    await markUnacknowledged(store.db, first, refused, null, now + 47);
    await releasePush(store.db, first);
    expect(await claim(now + 47)).toEqual([]);
    await markDelivered(store.db, first, 200, now + 47);
    await markUnacknowledged(store.db, second, refused, now + 60, now + 48);
    expect(await pushesOf(store.db, 'SID1')).toMatchObject([{ state: 'delivered', attempts: 1, lastStatus: 200 }]);
  });

  test('a worker that takes nothing over leaves alone what another has had too long, and takes what nobody has', async () => {
    await write(await newSession('SID1'), 'auth');
    await claimOne();
    await write(await newSession('SID2'), 'auth');
    const due = { now: now + 46, until: now + 91, takesOver: false, firstWaitSeconds: 0 };
    expect(named(await claimDuePushes(store.db, { perApp: 10, most: 100 }, due))).toEqual(['SID2 auth']);
    expect(named(await claim(now + 46))).toEqual(['SID1 auth']);
  });

  test('an acknowledgement that two workers store is one row of the audit', async () => {
    await write(await newSession('SID1'), 'auth');
    const first = await claimOne();
    const second = await claimOne(now + 46);
    for (const push of [first, second]) await markDelivered(store.db, push, 200, now + 50);
    expect(await listAudit(store.db, { sid: 'SID1', most: 9 })).toMatchObject([
      { at: now + 50, actor: 'system', action: 'push.delivered', appid, detail: { kind: 'auth' } },
    ]);
  });

  test('what is given back, by one worker or by the owner of the store, goes out at once and has cost no attempt', async () => {
    await write(await newSession('SID1'), 'auth');
    await releasePush(store.db, await claimOne());
    expect(await claimOne()).toMatchObject({ attempts: 0 });
    await releaseAll(store.db);
    expect(await claimOne()).toMatchObject({ attempts: 0 });
  });

  test('only a failed push can be replayed, under its old id and with all its attempts', async () => {
    await write(await newSession('SID1'), 'auth');
    const push = await claimOne();
    expect(await replayPush(store.db, push.id, now)).toBe('pending');
    await markUnacknowledged(store.db, push, refused, null, now);
    expect(await listPushes(store.db, { state: 'failed' }, 10)).toMatchObject([{ id: push.id, attempts: 1 }]);
    expect(await replayPush(store.db, push.id, now + 500)).toBe('failed');
    const again = await claimOne(now + 500);
    expect(again).toMatchObject({ id: push.id, attempts: 0 });
    await markDelivered(store.db, again, 200, now + 501);
    expect(await replayPush(store.db, push.id, now + 502)).toBe('delivered');
    expect(await replayPush(store.db, 'msg_unknown', now)).toBeNull();
    expect(await claim(now + 1000)).toEqual([]);
  });

  test('the list is newest first, of one state or one app when asked', async () => {
    const other = await newApp();
    await write(await newSession('SID1'), 'auth', now);
    await write(await newSession('SID2', other), 'auth', now + 1);
    await markDelivered(store.db, await claimOne(now), 200, now);
    const list = async (wanted: Parameters<typeof listPushes>[1]) =>
      (await listPushes(store.db, wanted, 10)).map(({ sid }) => sid);
    expect(await list({})).toEqual(['SID2', 'SID1']);
    expect(await list({ state: 'delivered' })).toEqual(['SID1']);
    expect(await list({ appid: other })).toEqual(['SID2']);
    expect(await list({ appid: other, state: 'failed' })).toEqual([]);
  });
});
