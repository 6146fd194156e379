/** Retention: what is due goes by itself and for good, what is not stays. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { purge } from '../../src/journey/purge.ts';
import { createApp } from '../../src/store/apps.ts';
import { setConsentRules } from '../../src/store/consents.ts';
import { dateOf } from '../../src/store/database/date-of.ts';
import { wrappedKeyOf } from '../../src/store/vault/data-keys.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';
import { needlesOf, rowsWith } from './personal-bytes.ts';
import { allGone, erase, polls, report } from './session-states.ts';

const tel = '13061300045';
const day = 86_400;
const nobody = new AbortController().signal;

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  beforeEach(async () => {
    wire = await openTestWire(kind, [{ count: 100, seconds: day }]);
  });
  afterEach(() => wire.close());

  const run = (stop = nobody) => purge(wire.journey, stop);
  const stateOf = async (sid: string) => (await wire.journey.sessions.find(wire.store.db, sid))?.state;
  async function pass(seconds: number): Promise<Record<string, number>> {
    wire.clock.now += seconds;
    return (await run()) ?? {};
  }

  /** As many sessions of the app, all opened at one instant. */
  async function insertSessions(count: number, createdAt: number): Promise<void> {
    const row = (n: number) => ({
      ...{ sid: `SID${String(n).padStart(32, '0')}`, appid: wire.app.appid, carrier: 'unicom' as const },
      ...{ province: '广东', city: '深圳', state: 'reported' as const, failure_code: null, busy_until: null },
      ...{ tel_hash: Buffer.alloc(32, n), uid_hash: Buffer.alloc(32, n) },
      ...{ subject_sealed: Buffer.alloc(300, 2), step_sealed: null },
      ...{ created_at: dateOf(createdAt), touched_at: dateOf(createdAt) },
    });
    for (let from = 0; from < count; from += 1000) {
      const rows = Array.from({ length: Math.min(1000, count - from) }, (_, n) => row(from + n));
      await wire.store.db.insertInto('sessions').values(rows).execute();
      const keys = rows.map(({ sid }) => ({ id: sid, key_wrapped: Buffer.alloc(60, 1) }));
      await wire.store.db.insertInto('data_keys').values(keys).execute();
    }
  }

  test('within its time a session is not touched; after it nothing personal is left, and a receipt says why', async () => {
    const sid = await report(wire, tel, { uid: 'customer-number-78' });
    const needles = await needlesOf(wire.store, wire.journey.vault, tel, 'customer-number-78');
    const before = await wire.call('/calls/record', { sid });
    expect(await pass(30 * day - 60)).toMatchObject({ sessions: 0 });
    const token = await wire.newToken();
    const still = await wire.api.inject({ url: '/calls/record', query: { token, sid } });
    expect(still.json()).toEqual(before);
    expect(await pass(120)).toMatchObject({ sessions: 1 });
    expect(await rowsWith(wire.store, needles)).toEqual([]);
    expect((await erase(wire, sid)).data).toMatchObject({ sid, reason: 'retention' });
  });

  test('an app that wants less gets less, and no app gets more', async () => {
    const mine = await report(wire, tel);
    await setConsentRules(wire.store.db, wire.app.appid, { retentionDays: 7 });
    expect(await pass(7 * day - 60)).toMatchObject({ sessions: 0 });
    expect(await pass(120)).toMatchObject({ sessions: 1 });
    expect(await stateOf(mine)).toBe('erased');
    await setConsentRules(wire.store.db, wire.app.appid, { retentionDays: 90 });
    await insertSessions(1, wire.clock.now);
    expect(await pass(30 * day + 60)).toMatchObject({ sessions: 1 });
  });

  test("another app's time is its own", async () => {
    const { sid } = (await wire.call('/calls/flow', { tel })).data;
    const other = await createApp(wire.store.db, wire.journey.vault, 'other', wire.clock.now);
    await setConsentRules(wire.store.db, other.appid, { retentionDays: 1 });
    await pass(2 * day);
    expect(await stateOf(sid)).toBe('expired');
  });

  test('a session that nobody comes back to ends after ten minutes, its step destroyed, without anybody looking', async () => {
    const { sid } = (await wire.call('/calls/flow', { tel })).data;
    expect(await pass(600)).toMatchObject({ idle_sessions: 0 });
    expect(await pass(1)).toMatchObject({ idle_sessions: 1 });
    const row = await wire.store.db.selectFrom('sessions').selectAll().where('sid', '=', sid).executeTakeFirst();
    expect(row).toMatchObject({ state: 'expired', failure_code: 4004, step_sealed: null });
  });

  test('a recovery that nobody comes back to keeps no identity, and a day later no row', async () => {
    const { name, id_card } = await wire.subscriber(tel);
    const { data } = await wire.call('/forget/pwd', { tel, user_name: name, user_id: id_card });
    await pass(601);
    const rows = () =>
      wire.store.db
        .selectFrom('recoveries')
        .selectAll()
        .select(wrappedKeyOf('recoveries.tid'))
        .where('tid', '=', data.tid)
        .execute();
    expect(await rows()).toMatchObject([{ state: 'expired', key_wrapped: null, identity_sealed: null }]);
    await pass(day);
    expect(await rows()).toEqual([]);
  });

  test('what was withdrawn, and what gave no record, is erased after seven days', async () => {
    const withdrawn = await report(wire, tel);
    await wire.call(`/sessions/${withdrawn}/withdraw`);
    const expired = (await wire.call('/calls/flow', { tel })).data.sid;
    await pass(7 * day - 60);
    expect(await stateOf(withdrawn)).toBe('withdrawn');
    expect(await stateOf(expired)).toBe('expired');
    await pass(120);
    expect(await stateOf(withdrawn)).toBe('erased');
    expect(await stateOf(expired)).toBe('erased');
  });

  test('tokens, flow counts and claims of dead calls go when they are over', async () => {
    await wire.call('/calls/flow', { tel });
    const { db } = wire.store;
    const claim = { appid: wire.app.appid, tel_hash: Buffer.alloc(32, 1), busy_until: dateOf(wire.clock.now + 60) };
    await db.insertInto('openings').values(claim).execute();
    expect(await run()).toMatchObject({ tokens: 0, flow_calls: 0, openings: 0 });
    const counts = await pass(day + 1);
    expect(counts.tokens).toBeGreaterThan(0);
    expect(counts).toMatchObject({ flow_calls: 1, openings: 1 });
  });

  test('more sessions than one batch holds are erased in one run, each with its receipt', async () => {
    await insertSessions(1_201, wire.clock.now);
    expect(await pass(31 * day)).toMatchObject({ sessions: 1_201 });
    expect(await wire.store.db.selectFrom('data_keys').select('id').execute()).toEqual([]);
    const receipts = await wire.store.db.selectFrom('receipts').select('sid').execute();
    expect(new Set(receipts.map(({ sid }) => sid)).size).toBe(1_201);
  });

  test('a run that is stopped leaves the rest to the next one', async () => {
    await insertSessions(600, wire.clock.now);
    wire.clock.now += 31 * day;
    expect(await run(AbortSignal.abort())).toMatchObject({ sessions: 0 });
    expect(await run()).toMatchObject({ sessions: 600 });
  });

  test('an erased session stays so for the app, whatever it asks', async () => {
    const sid = await report(wire, tel);
    await pass(31 * day);
    const fresh = await wire.newToken();
    const reply = await wire.api.inject({ method: 'POST', url: `/sessions/${sid}/withdraw`, query: { token: fresh } });
    expect(reply.json()).toMatchObject({ status: 4016 });
    expect(await polls(wire, sid)).toEqual(allGone);
  });
});
