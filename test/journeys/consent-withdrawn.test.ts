/** What the withdrawal of a consent does: to a sign-in, a fetch, what is stored and what would be pushed. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPortal } from '../../src/carriers/portal.ts';
import { fetchRecord } from '../../src/jobs/fetch-record.ts';
import type { Journey } from '../../src/journey/journey.ts';
import { createApp } from '../../src/store/apps.ts';
import { listAudit } from '../../src/store/audit.ts';
import { findConsent, setConsentRules } from '../../src/store/consents.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';
import { openPushWire } from './push-wire.ts';
import { allGone, polls, report, signIn } from './session-states.ts';

const tel = '13061300045';
const quarterTel = '13061300057';

describe.each(storeKinds)('a consent is withdrawn on %s', (kind) => {
  let wire: TestWire;
  beforeEach(async () => {
    wire = await openTestWire(kind);
  });
  afterEach(() => wire.close());

  const consentOf = (sid: string) => findConsent(wire.store.db, sid);
  const stateOf = async (sid: string) => (await wire.journey.sessions.find(wire.store.db, sid))?.state;
  const withdraw = (sid: string) => wire.call(`/sessions/${sid}/withdraw`);

  test('and record, report, score, tags and session are gone for the app at once', async () => {
    const sid = await report(wire, tel);
    expect(await polls(wire, sid)).not.toMatchObject(allGone);
    expect(await withdraw(sid)).toMatchObject({ status: 0, action: 'done', data: { sid } });
    expect(await polls(wire, sid)).toEqual(allGone);
    expect((await wire.call('/sessions', { tel })).data.sessions).toEqual([]);
    expect((await consentOf(sid))?.withdrawnAt).toBe(wire.clock.now);
    const actions = (await listAudit(wire.store.db, { sid, most: 100 })).map(({ action }) => action);
    expect(actions).toContain('consent.withdrawn');
  });

  test('once: the second call is told the same', async () => {
    const { sid } = (await wire.call('/calls/flow', { tel })).data;
    const first = await withdraw(sid);
    wire.clock.now += 60;
    expect(await withdraw(sid)).toEqual(first);
  });

  test('by no other app, and by no GET', async () => {
    const { sid } = (await wire.call('/calls/flow', { tel })).data;
    const other = await createApp(wire.store.db, wire.journey.vault, 'other', wire.clock.now);
    const url = `/sessions/${sid}/withdraw`;
    const foreign = await wire.api.inject({ method: 'POST', url, query: { token: await wire.newToken(other) } });
    expect(foreign.json()).toMatchObject({ status: 4016 });
    const followed = await wire.api.inject({ url, query: { token: await wire.newToken() } });
    expect(followed.statusCode).toBe(404);
    expect(await stateOf(sid)).toBe('awaiting_login');
  });

  test('and a sign-in that waits for its answer leads nowhere any more', async () => {
    const { sid } = (await wire.call('/calls/flow', { tel })).data;
    await withdraw(sid);
    expect(await wire.call('/calls/login', { sid, tel, pin_pwd: '123456' })).toMatchObject({ status: 4016 });
    const row = await wire.store.db.selectFrom('sessions').selectAll().where('sid', '=', sid).executeTakeFirst();
    expect(row?.step_sealed).toBeNull();
  });

  test('and a later flow of the same number needs a consent of its own', async () => {
    const { sid } = (await wire.call('/calls/flow', { tel, uid: 'u' })).data;
    await withdraw(sid);
    await setConsentRules(wire.store.db, wire.app.appid, { consent: 'required' });
    expect(await wire.call('/calls/flow', { tel, uid: 'u' })).toMatchObject({ status: 4001 });
    const again = await wire.call('/calls/flow', { tel, uid: 'u', consent_ref: 'b' });
    expect(again.status).toBe(0);
    expect(again.data.sid).not.toBe(sid);
  });

  test('and a fetch that waits in the queue asks nothing of the carrier', async () => {
    const sid = await signIn(wire, tel);
    await withdraw(sid);
    await wire.runJobs();
    expect(await stateOf(sid)).toBe('withdrawn');
    expect(await wire.store.db.selectFrom('records').selectAll().execute()).toEqual([]);
  });

  test('and a fetch that is under way is cut off within two seconds, and stores nothing', async () => {
    const silent = await openSilentPortal();
    try {
      const sid = await signIn(wire, quarterTel);
      wire.loseJobs();
      const fetching = fetchRecord(silent.journey(wire.journey), sid, false);
      await silent.asked;
      const withdrawnAt = performance.now();
      await withdraw(sid);
      await fetching;
      expect(performance.now() - withdrawnAt).toBeLessThan(2_000);
      await silent.cutOff;
      expect(await stateOf(sid)).toBe('withdrawn');
      expect(await wire.store.db.selectFrom('records').selectAll().execute()).toEqual([]);
    } finally {
      silent.close();
    }
  });

  test('and no push of it goes out any more, nor by a replay', async () => {
    const push = await openPushWire(kind);
    try {
      const sid = await push.signIn(tel);
      await push.wire.call(`/sessions/${sid}/withdraw`);
      await push.delivering.settle();
      const failed = () => push.wire.store.db.selectFrom('pushes').select(['id', 'state', 'last_error']).execute();
      expect(await failed()).toMatchObject([{ state: 'failed', last_error: 'the consent was withdrawn' }]);
      await push.wire.store.db.updateTable('pushes').set({ state: 'pending', last_error: null }).execute();
      await push.delivering.settle();
      expect(await failed()).toMatchObject([{ state: 'failed', last_error: 'the consent was withdrawn' }]);
      expect(push.receiver.received).toEqual([]);
    } finally {
      await push.close();
    }
  });
});

/** A portal that takes every request and never answers. */
async function openSilentPortal() {
  const server: Server = createServer();
  const asked = once(server, 'request');
  const cutOff = once(server, 'connection').then(([socket]) => once(socket, 'close'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    cutOff,
    journey: (journey: Journey): Journey => ({
      ...journey,
      openPortal: (carrier, cookies, { signal }) =>
        openPortal({ baseUrl: `http://127.0.0.1:${port}/${carrier}`, cookies, signal }),
    }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
