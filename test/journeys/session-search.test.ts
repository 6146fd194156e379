/** Finding sessions by number and uid: the app's own, newest first, page by page. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/store/apps.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';
import { erase, report } from './session-states.ts';

const tel = '13061300045';
const otherTel = '13061300046';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  let first: string;
  let second: string;
  let third: string;
  beforeAll(async () => {
    wire = await openTestWire(kind);
    first = await report(wire, tel, { uid: 'u1' });
    wire.clock.now += 60;
    second = (await wire.call('/calls/flow', { tel, uid: 'u2' })).data.sid;
    wire.clock.now += 60;
    third = (await wire.call('/calls/flow', { tel: otherTel, uid: 'u1' })).data.sid;
  });
  afterAll(() => wire.close());

  async function search(params: Record<string, string>, token?: string): Promise<string[]> {
    const query = { token: token ?? (await wire.newToken()), ...params };
    const { data } = (await wire.api.inject({ url: '/sessions', query })).json();
    return data.sessions.map(({ sid }: { sid: string }) => sid);
  }

  test('by number, by uid, by both, since an instant, or all; newest first', async () => {
    expect(await search({ tel })).toEqual([second, first]);
    expect(await search({ uid: 'u1' })).toEqual([third, first]);
    expect(await search({ tel, uid: 'u1' })).toEqual([first]);
    expect(await search({ since: String(wire.clock.now - 60) })).toEqual([third, second]);
    expect(await search({})).toEqual([third, second, first]);
    expect(await search({ tel: '13061300099' })).toEqual([]);
  });

  test('each with whom it is for and where it stands, one that waited too long as expired', async () => {
    const { data } = await wire.call('/sessions', { tel });
    expect(data.sessions).toMatchObject([
      { sid: second, tel, uid: 'u2', state: 'awaiting_login', carrier: 'unicom' },
      { sid: first, tel, uid: 'u1', state: 'reported', created_at: '2026-11-20 12:00:00' },
    ]);
    expect(data.next).toBe('');
    wire.clock.now += 601;
    expect((await wire.call('/sessions', { uid: 'u2' })).data.sessions[0].state).toBe('expired');
  });

  test('another app finds none of them, and an erased one is found by nobody', async () => {
    const other = await createApp(wire.store.db, wire.journey.vault, 'other', wire.clock.now);
    expect(await search({ tel }, await wire.newToken(other))).toEqual([]);
    const { sid } = (await wire.call('/calls/flow', { tel: '13061300047' })).data;
    expect(await search({ tel: '13061300047' })).toEqual([sid]);
    await erase(wire, sid);
    expect(await search({ tel: '13061300047' })).toEqual([]);
  });

  test('a hundred at a time, and what follows, without one twice or left out', async () => {
    const at = wire.clock.now;
    const subject = { tel: '13061300048', uid: 'many', userInfo: null, userContacts: [] };
    const sids = Array.from({ length: 205 }, (_, n) => `SID${String(n).padStart(32, '0')}`);
    const place = { appid: wire.app.appid, carrier: 'unicom', province: '广东', city: '深圳' } as const;
    for (const [n, sid] of sids.entries()) {
      // Twenty at a time share an instant.
      const now = at + Math.floor(n / 20);
      await wire.journey.sessions.insert(wire.store.db, { sid, ...place, subject, step: null, now });
    }
    const pages: string[][] = [];
    let next = '';
    do {
      const { data } = await wire.call('/sessions', { uid: 'many', ...(next ? { next } : {}) });
      pages.push(data.sessions.map(({ sid }: { sid: string }) => sid));
      next = data.next;
    } while (next);
    expect(pages.map((page) => page.length)).toEqual([100, 100, 5]);
    expect(pages.flat()).toEqual(sids.toReversed());
  });

  test.each([
    { params: { tel: '123' }, named: 'tel' },
    { params: { since: 'yesterday' }, named: 'since' },
    { params: { next: '1' }, named: 'next' },
  ])('$named that cannot be one is 4001 and named', async ({ params, named }) => {
    const reply = await wire.call('/sessions', { ...params });
    expect(reply).toMatchObject({ status: 4001, data: {} });
    expect(reply.msg).toContain(named);
  });

  test('the timeline of one goes from its consent to its report', async () => {
    const { data } = await wire.call(`/sessions/${first}`);
    const events = data.timeline.map(({ event }: { event: string }) => event);
    expect(events).toEqual(['consent_given', 'opened', 'signed_in', 'fetched', 'reported']);
    expect(data.timeline[0].at).toBe('2026-11-20 12:00:00');
  });
});
