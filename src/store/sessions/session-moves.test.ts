/** A session's moves in a real store: with everything that belongs to them, or not at all. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../../test/store-kinds.ts';
import { createApp, setAppPushes } from '../apps.ts';
import { insertConsent } from '../consents.ts';
import type { Store } from '../database.ts';
import { insertPushes, pushesOf } from '../pushes.ts';
import { createSessions, type Session } from '../sessions.ts';
import { createVault } from '../vault.ts';
import { findColumns, insertRecord, packBlock } from './documents.ts';

const now = 1_795_147_200;
const url = 'http://127.0.0.1:9/push';

describe.each(storeKinds)('moves on %s', (kind) => {
  const vault = createVault(Buffer.alloc(32, 5));
  let clock = now;
  const sessions = createSessions(vault, () => clock);
  let place: TestPlace;
  let store: Store;
  let appid: string;

  beforeEach(async () => {
    clock = now;
    place = await newTestPlace(kind);
    store = await openTestStore(place);
    appid = (await createApp(store.db, vault, 'test', now)).appid;
    await setAppPushes(store.db, appid, { urls: { auth: url, result: url } });
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  async function open(sid: string, withConsent = true): Promise<Session> {
    const number = { carrier: 'unicom', province: '河南', city: '郑州' } as const;
    const subject = { tel: '13007500010', uid: 'u', userInfo: null, userContacts: [] };
    const nothing = { keptDays: null, language: null, textVersion: null, textHash: null, reference: null };
    const consent = { id: `CON${sid}`, sid, appid, purposes: [], recipient: 'test', givenAt: now, ...nothing };
    const inserts = withConsent ? [insertConsent({ ...consent, channel: 'assumed' })] : [];
    await sessions.insert(store.db, { sid, appid, ...number, subject, step: { asked: 1 }, now }, inserts);
    return find(sid);
  }
  async function find(sid: string): Promise<Session> {
    const session = await sessions.find(store.db, sid);
    if (!session) throw new Error(`${sid} is not there`);
    return session;
  }

  test('a move stores its step and its pushes, and ends the claim', async () => {
    await open('SID1');
    const session = await sessions.claim(store.db, 'SID1', now, now + 60);
    if (!session) throw new Error('a session that nobody has could not be claimed');
    const along = { step: { asked: 2 }, releases: true, inserts: [insertPushes(session, ['auth', 'report'], now)] };
    expect(await sessions.move(store.db, session, 'authorised', along)).toBe(true);
    expect(await find('SID1')).toMatchObject({ state: 'authorised', step: { asked: 2 }, busyUntil: 0 });
    // For a report the app has no address.
    expect(await pushesOf(store.db, 'SID1')).toMatchObject([{ kind: 'auth', state: 'pending', nextAt: now }]);
  });

  test('of a move that comes too late nothing is stored', async () => {
    const session = { ...(await open('SID1')), state: 'fetching' } as const;
    const block = await packBlock(Buffer.from('calls'));
    const inserts = [
      insertRecord(session, { record: block, columns: block }, now),
      insertPushes(session, ['result'], now),
    ];
    const along = { progress: { monthsDone: 6, monthsTotal: 6, calls: 9 }, inserts };
    expect(await sessions.move(store.db, session, 'fetched', along)).toBe(false);
    expect(await find('SID1')).toMatchObject({ state: 'awaiting_login', step: { asked: 1 }, progress: { calls: 0 } });
    expect(await findColumns(store.db, session)).toBeNull();
    expect(await pushesOf(store.db, 'SID1')).toEqual([]);
  });

  test('a fetch begins once, goes on under its first instant, and of a session that waits or ended there is none', async () => {
    const session = await open('SID1');
    expect(await sessions.beginFetch(store.db, 'SID1')).toBeNull();
    await sessions.move(store.db, session, 'authorised');
    clock += 1;
    expect(await sessions.beginFetch(store.db, 'SID1')).toMatchObject({
      isFirst: true,
      hasConsent: true,
      session: { state: 'fetching', step: { asked: 1 }, enteredAt: { fetching: now + 1 } },
    });
    clock += 1;
    const again = await sessions.beginFetch(store.db, 'SID1');
    expect(again).toMatchObject({ isFirst: false, session: { enteredAt: { fetching: now + 1 } } });
    if (!again) throw new Error('a fetch that was begun could not go on');
    await sessions.move(store.db, again.session, 'query_failed', { failureCode: 4007 });
    expect(await sessions.beginFetch(store.db, 'SID1')).toBeNull();
  });

  test('a fetch without a consent that stands is told so', async () => {
    await sessions.move(store.db, await open('SID1', false), 'authorised');
    expect(await sessions.beginFetch(store.db, 'SID1')).toMatchObject({ hasConsent: false });
  });

  test('a call claims what its app has waiting, and nothing else', async () => {
    await open('SID1');
    const claim = (of: string, calledSince: number) =>
      sessions.claim(store.db, 'SID1', now, now + 60, { appid: of, calledSince });
    expect(await claim('another', now - 600)).toBeNull();
    expect(await claim(appid, now + 1)).toBeNull();
    expect(await claim(appid, now)).toMatchObject({ busyUntil: now + 60 });
    expect(await claim(appid, now)).toBeNull();
    await sessions.release(store.db, 'SID1');
    await sessions.move(store.db, await find('SID1'), 'authorised');
    expect(await claim(appid, now)).toBeNull();
  });
});
