/** Receivers that fail, stall and come back: three attempts at their times, and nobody waits for another's receiver. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliverPush } from '../../src/jobs/deliver-push.ts';
import { createDelivering } from '../../src/jobs/keep-delivering.ts';
import { createSender } from '../../src/push/send.ts';
import { createApp, disableApp, setAppPushes } from '../../src/store/apps.ts';
import { claimDuePushes, insertPush, replayPush } from '../../src/store/pushes.ts';
import { storeKinds } from '../store-kinds.ts';
import { ok } from './push-receiver.ts';
import { openPushWire, type PushWire, retrySeconds, urlsOf } from './push-wire.ts';

const tel = '13061300045';
const otherTel = '13051500056';

describe.each(storeKinds)('on %s', (kind) => {
  let push: PushWire;
  beforeEach(async () => {
    push = await openPushWire(kind);
  });
  afterEach(() => push.close());

  const attemptsAt = (path: string) => push.receiver.received.filter((one) => one.path === path).length;
  /** A session with an authorisation to push, without the journey before it. */
  async function newPush(sid: string, appid: string): Promise<void> {
    const { db, sessions, now } = push.wire.journey;
    const number = { carrier: 'unicom', province: '河南', city: '郑州' } as const;
    const subject = { tel, uid: sid, userInfo: null, userContacts: [] };
    await sessions.insert(db, { sid, appid, ...number, subject, step: {}, now: now() });
    await insertPush(db, { sid, appid }, 'auth', now());
  }
  async function at(seconds: number): Promise<void> {
    push.wire.clock.now += seconds;
    await push.delivering.settle();
  }

  test('three attempts, at once, after 30 s and after 300 s more, all under one id; then it is failed and stays listed', async () => {
    push.receiver.answer = () => [500, 'ok'];
    await push.set({ urls: { result: null, report: null, tags: null } });
    const sid = await push.signIn(tel);
    const counts: number[] = [];
    for (const seconds of [0, 29, 1, 299, 1, 3_600]) {
      await at(seconds);
      counts.push(push.receiver.received.length);
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3]);
    const [first, ...more] = push.receiver.received;
    expect(more.map(({ id }) => id)).toEqual([first?.id, first?.id]);
    expect(Number(more[0]?.timestamp) - Number(first?.timestamp)).toBe(30);
    expect(push.receiver.received.every((one) => one.signedWith(push.wire.app.appsecret))).toBe(true);
    expect(await push.pushesOf(sid)).toMatchObject([
      { id: first?.id, kind: 'auth', state: 'failed', attempts: 3, last_status: 500, last_error: 'not a 2xx' },
    ]);
  });

  test('an ok at a later attempt ends it', async () => {
    push.receiver.answer = () => (push.receiver.received.length === 1 ? [200, 'busy'] : [200, 'ok']);
    await push.set({ urls: { result: null, report: null, tags: null } });
    const sid = await push.signIn(tel);
    for (const seconds of [0, 30, 300, 3_600]) await at(seconds);
    expect(push.receiver.received).toHaveLength(2);
    expect(await push.pushesOf(sid)).toMatchObject([{ state: 'delivered', attempts: 2, last_error: null }]);
  });

  test('one that fails holds up its own session until its last attempt, and no other session', async () => {
    push.receiver.answer = ({ path, json }) => (path === '/push/auth' && json.tel === tel ? [500, ''] : [200, 'ok']);
    await push.signIn(tel, 'one');
    await push.signIn(otherTel, 'other');
    await push.wire.runJobs();
    await at(0);
    expect([attemptsAt('/push/auth'), attemptsAt('/push/result'), attemptsAt('/push/tags')]).toEqual([2, 1, 1]);
    await at(30);
    expect(push.kinds().slice(5)).toEqual(['auth']);
    expect(attemptsAt('/push/result')).toBe(1);
    await at(300);
    expect(push.kinds().slice(-4)).toEqual(['auth', 'result', 'report', 'tags']);
    expect(push.receiver.received.slice(-3).every(({ body }) => !body.includes('"uid":"other"'))).toBe(true);
  });

  test('a failed push that is replayed goes out under its old id, once it is acknowledged never more', async () => {
    push.receiver.answer = () => [500, ''];
    await push.set({ urls: { result: null, report: null, tags: null } });
    const sid = await push.signIn(tel);
    for (const seconds of [0, 30, 300]) await at(seconds);
    const [{ id = '' } = {}] = await push.pushesOf(sid);
    push.receiver.answer = ok;
    expect(await replayPush(push.wire.store.db, id, push.wire.clock.now)).toBe('failed');
    await at(0);
    expect(push.receiver.received.map((one) => one.id)).toEqual([id, id, id, id]);
    expect(await replayPush(push.wire.store.db, id, push.wire.clock.now)).toBe('delivered');
    await at(3_600);
    expect(push.receiver.received).toHaveLength(4);
  });

  test('an address that was wrong can be set right between two attempts', async () => {
    const gone = await push.newReceiver();
    gone.close();
    await push.set({ urls: { ...urlsOf(gone.url), result: null, report: null, tags: null } });
    const sid = await push.signIn(tel);
    await at(0);
    expect(await push.pushesOf(sid)).toMatchObject([{ last_status: null, last_error: 'no connection: ECONNREFUSED' }]);
    await push.set({ urls: urlsOf(push.receiver.url) });
    await at(30);
    expect(push.kinds()).toEqual(['auth']);
  });

  test('a disabled app is pushed nothing, and what waited for it can be replayed', async () => {
    const sid = await push.signIn(tel);
    await disableApp(push.wire.store.db, push.wire.app.appid, push.wire.clock.now);
    await at(0);
    expect(push.receiver.received).toEqual([]);
    const rows = await push.wire.store.db
      .selectFrom('pushes')
      .select(['sid', 'state', 'attempts', 'last_error'])
      .execute();
    expect(rows).toEqual([{ sid, state: 'failed', attempts: 1, last_error: 'the app is disabled' }]);
  });

  test("many pushes to a receiver that does not answer leave another app's where they are: on their way", async () => {
    const { wire, delivering } = push;
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    push.receiver.answer = async () => {
      await held;
      return [200, 'ok'];
    };
    const quick = await push.newReceiver();
    const other = await createApp(wire.store.db, wire.journey.vault, 'quick', wire.clock.now);
    await setAppPushes(wire.store.db, other.appid, { urls: urlsOf(quick.url) });
    for (let n = 0; n < 30; n++) await newPush(`SIDslow${n}`, wire.app.appid);
    await delivering.look();
    await push.receiver.came(10);
    await newPush('SIDquick', other.appid);
    await delivering.look();
    await quick.came(1);
    expect(push.receiver.received).toHaveLength(10);
    release();
    await delivering.settle();
    expect(new Set(push.receiver.received.map(({ id }) => id)).size).toBe(30);
    expect(push.receiver.received).toHaveLength(30);
    expect(quick.received).toHaveLength(1);
  });

  test('two workers on one store send each push once', async () => {
    for (let n = 0; n < 40; n++) await newPush(`SID${n}`, push.wire.app.appid);
    const sender = createSender({ allowPrivate: true });
    const second = createDelivering({ journey: push.wire.journey, sender, retrySeconds });
    await Promise.all([push.delivering.settle(), second.settle()]);
    await second.stop();
    expect(push.receiver.received).toHaveLength(40);
    expect(new Set(push.receiver.received.map(({ id }) => id)).size).toBe(40);
  });

  test('a push that comes to be sent when its claim is nearly over is given back unsent, and has cost no attempt', async () => {
    const sid = await push.signIn(tel);
    const { db, now } = push.wire.journey;
    const due = { now: now(), until: now() + 29, takesOver: false, firstWaitSeconds: 0 };
    const [claimed] = await claimDuePushes(db, { perApp: 1, most: 1 }, due);
    if (!claimed) throw new Error('nothing was claimed');
    const sender = createSender({ allowPrivate: true });
    await deliverPush(
      { journey: push.wire.journey, sender, retrySeconds, cutOff: new AbortController().signal },
      claimed,
    );
    await sender.close();
    expect(push.receiver.received).toEqual([]);
    await push.delivering.look();
    await push.receiver.came(1);
    await push.delivering.settle();
    expect(await push.pushesOf(sid)).toContainEqual(
      expect.objectContaining({ kind: 'auth', state: 'delivered', attempts: 1 }),
    );
  });

  test('a stop lets a receiver that answers finish, and gives back what one holds', async () => {
    const { wire, delivering } = push;
    push.receiver.answer = ({ json }) => (json.uid === 'quick' ? [200, 'ok'] : new Promise(() => undefined));
    const [held, quick] = [await push.signIn(tel, 'held'), await push.signIn(otherTel, 'quick')];
    await delivering.look();
    await push.receiver.came(2);
    await delivering.stop();
    const rows = await wire.store.db
      .selectFrom('pushes')
      .select(['sid', 'state', 'attempts', 'claimed_until'])
      .execute();
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({ sid: held, state: 'pending', attempts: 0, claimed_until: null });
    expect(rows).toContainEqual({ sid: quick, state: 'delivered', attempts: 1, claimed_until: null });
  });
});
