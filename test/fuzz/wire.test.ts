/** Ten thousand requests of any kind at all, half of them on each store: each gets an envelope, none is our own fault, and a journey in their midst still ends well. */

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/store/apps.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';
import { type Known, randomRequest } from './random-request.ts';
import { requireEnvelope } from './require-envelope.ts';

const limitBytes = 1024 * 1024;

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  /** Requests may name the session of the slow journey, but have no token of its app. */
  let known: Known;

  beforeAll(async () => {
    wire = await openTestWire(kind);
    const app = await createApp(wire.store.db, wire.journey.vault, 'fuzz', wire.clock.now);
    known = {
      token: await wire.newToken(app),
      appid: app.appid,
      time: String(wire.clock.now),
      sessions: [{ sid: `SID${'0'.repeat(32)}`, tel: '13061300011' }],
      tels: ['13061300011', '13010200012', '13911000013', '18911000014'],
    };
  });
  afterAll(() => wire.close());

  /** A session of the app that sends nonsense. */
  async function openSession(tel: string): Promise<void> {
    const query = { token: known.token, tel };
    const { data } = (await wire.api.inject({ method: 'POST', url: '/calls/flow', query })).json();
    known.sessions.push({ sid: data.sid, tel });
  }

  /** Other requests on the one store than on the other. */
  const fuzz = (part: number) =>
    fc.assert(
      fc.asyncProperty(randomRequest(known), (request) => requireEnvelope(wire, request).then(() => undefined)),
      { numRuns: 1250, seed: part + storeKinds.indexOf(kind) * 4 },
    );

  test('every one of 5,000 requests has its envelope, and the slow journey among them ends with a report', async () => {
    const tel = '13010200023';
    await openSession('13061300016');
    await fuzz(1);

    const { sid } = (await wire.call('/calls/flow', { tel })).data;
    known.sessions.push({ sid, tel });
    await openSession('13061300017');
    await fuzz(2);

    const { pin } = await wire.subscriber(tel);
    const login = await wire.call('/calls/login', { sid, tel, pin_pwd: pin });
    expect(login).toMatchObject({ status: 0, action: 'processing' });
    await openSession('13911000018');
    await fuzz(3);

    const sms_code = (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
    expect(await wire.call('/calls/verify', { sid, sms_code })).toMatchObject({ status: 0, action: 'done' });
    await openSession('18057100019');
    const jobs = wire.runJobs();
    await fuzz(4);
    await jobs;
    expect(await wire.call('/calls/record', { sid })).toMatchObject({ status: 0, action: 'done' });
    expect(await wire.call('/calls/report', { sid })).toMatchObject({ status: 0, data: { sid } });
  }, 120_000);

  test.each([
    { bytes: limitBytes - 1, http: 200 },
    { bytes: limitBytes, http: 200 },
    { bytes: limitBytes + 1, http: 413 },
    { bytes: 2 * limitBytes, http: 413 },
  ])('a body of $bytes bytes is answered with $http and an envelope, whatever it holds', async ({ bytes, http }) => {
    const bodies = [
      'tel=',
      '{"tel":"',
      '[[[[',
      '&',
      'a=%',
      '--x\r\nContent-Disposition: form-data; name="tel"\r\n\r\n',
    ];
    for (const begin of bodies) {
      const payload = Buffer.alloc(bytes, begin.at(-1)).fill(begin, 0, begin.length);
      const request = { method: 'POST', url: `/calls/flow?token=${known.token}`, headers: {}, payload } as const;
      await requireEnvelope(wire, request);
      expect((await wire.api.inject(request)).statusCode).toBe(http);
    }
  });
});
