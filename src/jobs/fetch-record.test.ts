/** What becomes of a session whose carrier cannot be reached, or whose fetch fails by our own fault. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestWire, type TestWire } from '../../test/test-wire.ts';
import { openPortal } from '../carriers/portal.ts';
import type { Journey } from '../journey/journey.ts';
import { fetchRecord } from './fetch-record.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire('pglite');
});
afterAll(() => wire.close());

async function signIn(tel: string): Promise<string> {
  const { pin } = await wire.subscriber(tel);
  const { data } = await wire.call('/calls/flow', { tel });
  expect(await wire.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin })).toMatchObject({ action: 'done' });
  wire.loseJobs();
  return data.sid;
}

const patience = { random: () => 0, sleep: async () => undefined };

describe('a portal that is gone since the sign-in', () => {
  /** Port 1 of this machine: nobody listens there. */
  const unreachable = (): Journey => ({
    ...wire.journey,
    openPortal: (_carrier, cookies, { signal }) =>
      openPortal({ baseUrl: 'http://127.0.0.1:1/unicom', cookies, signal, pace: patience }),
  });

  test('is tried again, and after the last attempt the query has failed', async () => {
    const sid = await signIn('13061300046');
    await expect(fetchRecord(unreachable(), sid, false)).rejects.toMatchObject({ code: 4007 });
    expect(await wire.call('/calls/record', { sid })).toMatchObject({ status: 3001 });
    await fetchRecord(unreachable(), sid, true);
    expect(await wire.call('/calls/record', { sid })).toMatchObject({ status: 3100, action: 'reset', data: {} });
    expect(await wire.call('/calls/report', { sid })).toMatchObject({ status: 3102, action: 'reset' });
  });

  test('costs nothing when it is back before the last attempt', async () => {
    const tel = '13061300047';
    const sid = await signIn(tel);
    await expect(fetchRecord(unreachable(), sid, false)).rejects.toMatchObject({ code: 4007 });
    await fetchRecord(wire.journey, sid, false);
    expect((await wire.call('/calls/record', { sid })).data.call_log).toEqual((await wire.subscriber(tel)).calls);
  });
});

test('our own fault is tried again, and after the last attempt the query has failed', async () => {
  const sid = await signIn('13061300048');
  const broken: Journey = {
    ...wire.journey,
    openPortal() {
      throw new TypeError('a defect');
    },
  };
  await expect(fetchRecord(broken, sid, false)).rejects.toThrow('a defect');
  await fetchRecord(broken, sid, true);
  expect(await wire.call('/calls/record', { sid })).toMatchObject({ status: 3100 });
});

test('a session that has moved on is left alone', async () => {
  const sid = await signIn('13061300049');
  await fetchRecord(wire.journey, sid, false);
  const before = await wire.call('/calls/record', { sid });
  wire.clock.now += 3600;
  await fetchRecord(wire.journey, sid, false);
  expect(await wire.call('/calls/record', { sid })).toEqual(before);
});

test('what is told of the progress of a fetch is whole once its record is there', async () => {
  const sid = await signIn('13061300050');
  await fetchRecord(wire.journey, sid, false);
  const { data } = await wire.call('/calls/record', { sid });
  const session = await wire.journey.sessions.find(wire.store.db, sid);
  expect(session?.progress).toEqual({ monthsDone: 6, monthsTotal: 6, calls: data.call_log.length });
});
