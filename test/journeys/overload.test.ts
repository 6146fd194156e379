/** A full process says 4007 at once, with the envelope, goes on with what it has, and takes new calls again afterwards. */

import Fastify from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { addHealth, addMetrics } from '../../src/console/health.ts';
import { createAdmission, unlimited } from '../../src/journey/admission.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { countWaitingFetches } from '../../src/store/sessions/figures.ts';
import { refuseUnderPressure } from '../../src/wire/pressure.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { newTestPlace, storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function open(kind: (typeof storeKinds)[number]): Promise<TestWire> {
  const wire = await openTestWire(kind);
  undo.push(() => wire.close());
  return wire;
}

const full = { action: 'reset', msg: expect.stringContaining('系统繁忙'), data: {} };

describe.each(storeKinds)('on %s', (kind) => {
  test('flow is refused while too many sessions wait for a worker, and goes again once they are fetched', async () => {
    const wire = await open(kind);
    const { db, metrics, now } = wire.journey;
    wire.journey.admission = createAdmission({
      limits: { ...unlimited, waitingFetches: 2 },
      metrics,
      countWaitingFetches: (most) => countWaitingFetches(db, most),
      now,
    });
    async function signIn(tel: string) {
      wire.clock.now += 1;
      const { data } = await wire.call('/calls/flow', { tel });
      const { pin } = await wire.subscriber(tel);
      expect(await wire.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin })).toMatchObject({ action: 'done' });
      return data.sid;
    }
    const sid = await signIn('13061300010');
    await signIn('13061300011');
    wire.clock.now += 1;
    expect(await wire.call('/calls/flow', { tel: '13061300012' })).toMatchObject({ ...full, status: 4007 });
    // A refused flow is not one of the flows that a number may have.
    const { count } = await db
      .selectFrom('flow_calls')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(2);
    expect(await wire.call('/calls/record', { sid })).toMatchObject({ status: 3001 });
    await wire.runJobs();
    wire.clock.now += 1;
    expect(await wire.call('/calls/flow', { tel: '13061300012' })).toMatchObject({ status: 0 });
  });
});

test('steps beyond the limit are refused without reaching the carrier, cost their session nothing, and go through afterwards', async () => {
  const wire = await open('pglite');
  const { metrics, now } = wire.journey;
  const tel = '13061300013';
  const { sid } = (await wire.call('/calls/flow', { tel })).data;
  const { pin } = await wire.subscriber(tel);
  wire.journey.admission = createAdmission({
    limits: { ...unlimited, signInSteps: 1 },
    metrics,
    countWaitingFetches: async () => 0,
    now,
  });
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const holding = wire.journey.admission.step(() => held);
  expect(await wire.call('/calls/flow', { tel: '13061300014' })).toMatchObject({ ...full, status: 4007 });
  const login = () => wire.call('/calls/login', { sid, tel, pin_pwd: pin });
  expect(await login()).toMatchObject({ status: 4007, action: 'processing', data: {} });
  letGo();
  await holding;
  expect(await login()).toMatchObject({ status: 0, action: 'done' });
  expect((await metrics.registry.getSingleMetricAsString('xiangdan_refused_total')).split('\n')).toContain(
    'xiangdan_refused_total{why="sign-in steps"} 2',
  );
});

test('over the memory limit calls get the envelope, pages 503, and health checks and metrics their answers', async () => {
  const wire = await open('pglite');
  const { metrics } = wire.journey;
  refuseUnderPressure(wire.api, metrics, { maxRssMb: 1, maxEventLoopDelayMs: 0 });
  addHealth(wire.api, wire.store.db, { draining: false });
  addMetrics(wire.api, metrics, null);
  wire.api.get('/page', async () => 'a page');
  await wire.api.ready();
  await expect.poll(() => wire.api.isUnderPressure(), { timeout: 5_000 }).toBe(true);

  const flow = await wire.api.inject({ method: 'POST', url: '/calls/flow', payload: 'tel=13061300015' });
  expect(flow.statusCode).toBe(200);
  expect(flow.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(flow.json<WireReply>()).toMatchObject({ ...full, status: 4007 });
  const record = await wire.api.inject({ url: '/calls/record?sid=1' });
  expect(record.json<WireReply>()).toMatchObject({ status: 4007, action: 'processing', data: {} });
  expect((await wire.api.inject({ url: '/page' })).statusCode).toBe(503);
  expect((await wire.api.inject({ url: '/healthz' })).statusCode).toBe(200);
  const ready = await wire.api.inject({ url: '/readyz' });
  expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'under pressure' }]);
  const { statusCode, body } = await wire.api.inject({ url: '/metrics' });
  expect(statusCode).toBe(200);
  expect(body).toContain('xiangdan_refused_total{why="memory"} 3');
});

test('a limit above what is used refuses nobody', async () => {
  const app = Fastify();
  undo.push(() => app.close());
  refuseUnderPressure(app, createMetrics(), { maxRssMb: null, maxEventLoopDelayMs: 0 });
  app.get('/page', async () => 'a page');
  await app.ready();
  await expect.poll(() => app.memoryUsage().rssBytes, { timeout: 5_000 }).toBeGreaterThan(0);
  expect((await app.inject({ url: '/page' })).statusCode).toBe(200);
});

describe('a server under real load', () => {
  async function start(env: Record<string, string>): Promise<ServerProcess> {
    const place = await newTestPlace('pglite');
    undo.push(() => place.remove());
    const server = await startServer(place, env);
    undo.push(() => server.end('SIGKILL'));
    return server;
  }

  test('with a small event-loop limit refuses with 4007 and nothing else, and recovers when the load ends', async () => {
    const server = await start({ MAX_EVENT_LOOP_DELAY_MS: '50' });
    const post = async (body: string) => {
      const reply = await fetch(`${server.url}/calls/flow`, { method: 'POST', body });
      expect(reply.status).toBe(200);
      return ((await reply.json()) as WireReply).status;
    };
    const heavy = JSON.stringify({ user_contact: [{ contact_name: '测'.repeat(300_000) }] });
    // Starting is itself a load.
    const calm = () => expect.poll(() => post('tel=13061300016'), { timeout: 20_000 }).toBe(4000);
    await calm();
    const seen = new Set<number>();
    const loads = Array.from({ length: 64 }, async () => {
      for (let tries = 0; tries < 200 && !seen.has(4007); tries++) seen.add(await post(heavy));
    });
    await Promise.all(loads);
    expect([...seen].sort()).toEqual([4000, 4007]);
    await calm();
  }, 120_000);

  test('with two places for sign-in steps serves two of eight flows at a slow carrier, refuses six, and then serves them', async () => {
    const server = await start({ MAX_SIGN_IN_STEPS: '2' });
    const tels = Array.from({ length: 8 }, (_, index) => `1306130${index}018`);
    await server.call('/calls/flow', { tel: '13061300017' });
    await fetch(`${server.sandboxUrl}/inspect/latency`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ms: 3_000 }),
    });
    const slow = tels.map((tel) => server.call('/calls/flow', { tel }));
    const statuses = (await Promise.all(slow)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 4007)).toHaveLength(6);
    expect(statuses.filter((status) => status === 0)).toHaveLength(2);
    expect(await server.call('/calls/flow', { tel: '13061300019' })).toMatchObject({ status: 0 });
    const body = await (await fetch(`${server.url}/metrics`)).text();
    expect(body).toContain('xiangdan_refused_total{why="sign-in steps"} 6');
    expect(body).toContain('xiangdan_jobs{queue="fetch-record",state="waiting"} 0');
    expect(body).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(body).toContain('process_resident_memory_bytes');
  }, 120_000);
});
