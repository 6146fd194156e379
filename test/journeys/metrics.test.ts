/** What the metrics say after real journeys against the sandbox, and what they never say. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMetrics } from '../../src/console/health.ts';
import { storeKinds } from '../store-kinds.ts';
import { openPushWire, type PushWire } from './push-wire.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let push: PushWire;
  beforeAll(async () => {
    push = await openPushWire(kind);
    addMetrics(push.wire.api, push.wire.journey.metrics, null);
  });
  afterAll(() => push.close());

  /** `name{a="1",b="2"} 3` → 3, whatever the order of the labels; undefined when there is no such line. */
  async function figures(): Promise<(name: string, labels?: Record<string, string>) => number | undefined> {
    const lines = (await push.wire.api.inject({ url: '/metrics' })).body.split('\n');
    return (name, labels = {}) => {
      const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      const line = lines.find(
        (one) =>
          (one.startsWith(`${name}{`) || one.startsWith(`${name} `)) && wanted.every((part) => one.includes(part)),
      );
      return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
    };
  }

  test('a session is counted at each turn of its life: state, carrier, province, steps, replies and pushes', async () => {
    const { wire, delivering } = push;
    const beijing = { carrier: 'unicom', province: '北京' };
    await push.signIn('13001000012');
    const signedIn = await figures();
    expect(signedIn('xiangdan_sessions', { state: 'authorised' })).toBe(1);
    expect(signedIn('xiangdan_pushes_pending')).toBe(1);

    await wire.runJobs();
    await delivering.settle();
    // Read from the store no more often than every five seconds.
    expect((await figures())('xiangdan_sessions', { state: 'authorised' })).toBe(1);
    wire.clock.now += 5;
    const seen = await figures();
    expect(seen('xiangdan_sessions', { state: 'authorised' })).toBe(0);
    expect(seen('xiangdan_pushes_pending')).toBe(0);
    for (const outcome of ['opened', 'authorised', 'fetching', 'fetched', 'reported'])
      expect(seen('xiangdan_session_outcomes_total', { ...beijing, outcome, code: '0' }), outcome).toBe(1);
    for (const step of ['flow', 'login', 'verify'])
      expect(seen('xiangdan_step_seconds_count', { step, carrier: 'unicom', code: '0' }), step).toBe(1);
    const requests = seen('xiangdan_carrier_requests_total', { ...beijing, outcome: 'answered' });
    expect(requests).toBeGreaterThan(10);
    expect(seen('xiangdan_carrier_request_seconds_count', beijing)).toBe(requests);
    expect(seen('xiangdan_http_seconds_count', { route: '/calls/verify', http: '200', status: '0' })).toBe(1);
    for (const sort of ['auth', 'result', 'report', 'tags'])
      expect(seen('xiangdan_push_attempt_seconds_count', { kind: sort, outcome: 'acknowledged' }), sort).toBe(1);
    expect(seen('xiangdan_carrier_requests', { carrier: 'unicom', state: 'under way' })).toBe(0);
  });

  test('what goes wrong is counted under its code, and a push under what becomes of it', async () => {
    const { wire, receiver, delivering } = push;
    await wire.call('/calls/flow', { tel: '13001000060' });
    const { data } = await wire.call('/calls/flow', { tel: '13001000062' });
    const { pin } = await wire.subscriber('13001000062');
    await wire.call('/calls/login', { sid: data.sid, tel: '13001000062', pin_pwd: pin });
    await wire.call('/calls/flow', { tel: '13001000081' });
    receiver.answer = () => [500, 'no'];
    await push.signIn('13001000014');
    for (const seconds of [0, 30, 300]) {
      wire.clock.now += seconds;
      await delivering.settle();
    }
    const seen = await figures();
    expect(seen('xiangdan_step_seconds_count', { step: 'flow', code: '20020' })).toBe(1);
    expect(seen('xiangdan_step_seconds_count', { step: 'login', code: '20019' })).toBe(1);
    expect(seen('xiangdan_session_outcomes_total', { outcome: 'expired', code: '20019' })).toBe(1);
    expect(seen('xiangdan_carrier_requests_total', { province: '北京', outcome: 'serverError' })).toBeGreaterThan(0);
    expect(seen('xiangdan_http_seconds_count', { route: '/calls/flow', status: '20020' })).toBe(1);
    expect(seen('xiangdan_push_attempt_seconds_count', { kind: 'auth', outcome: 'retried' })).toBe(2);
    expect(seen('xiangdan_push_attempt_seconds_count', { kind: 'auth', outcome: 'failed' })).toBe(1);
  });

  test('no label holds a number, a uid, a session, an app or an address', async () => {
    const { wire, receiver } = push;
    const sid = await push.signIn('13001000015', 'order-canary');
    await wire.call(`/sessions/${sid}`);
    await wire.api.inject({ url: `/nowhere/13001000015?sid=${sid}` });
    wire.clock.now += 5;
    const { body } = await wire.api.inject({ url: '/metrics' });
    expect(body).toContain('route="/sessions/:sid"');
    const { host } = new URL(receiver.url);
    for (const secret of ['130010000', 'order-', 'SID', wire.app.appid, host, '127.0.0.1'])
      expect(body).not.toContain(secret);
  });
});
