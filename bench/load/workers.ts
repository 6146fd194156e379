/**
 * One worker process against two, on the same PostgreSQL: where the carrier is the limit (300 ms a page), and where CPU is (0 ms).
 *
 * `node bench/load/workers.ts [SESSIONS_AT_300_MS] [SESSIONS_AT_0_MS]`. Sessions are signed in first, while no worker runs; what is
 * timed is from the first fetch to the last report. A process takes twenty fetches at once, so that of few sessions the first one takes most:
 * with 30 two processes were 1.46 times as quick as one, with 120 1.93 times (2-core VM with other work on it, 2026-11-29).
 */

import { machine, say } from './figures.ts';
import { freePort, openInstallation } from './installation.ts';
import { createDatabase, startCluster } from './server-cluster.ts';
import { naturalTel, newAppClient } from './subscribers.ts';
import { inTurns, until } from './together.ts';

const [atCarrier = '120', atCpu = '80'] = process.argv.slice(2);
const atOnce = 8;
/** 13 pages a second and process: a few per cent of a core. */
const carrierLimited = { latencyMs: 300, concurrency: 4, sessions: Number(atCarrier) };
const cpuLimited = { latencyMs: 0, concurrency: 64, sessions: Number(atCpu) };

const cluster = startCluster(await freePort());
const installation = await openInstallation({
  databaseUrl: await createDatabase(cluster.url, 'xiangdan'),
  receiverUrl: null,
});
const port = await freePort();
const api = await installation.startNode('api', port);
const client = await newAppClient(installation, () => `http://127.0.0.1:${port}`);
const store = await installation.openStore();
let used = 0;

interface Timed {
  sessionsPerSecond: number;
  cpuSeconds: number;
}

async function run(processes: number, { latencyMs, concurrency, sessions }: typeof cpuLimited): Promise<Timed> {
  await installation.setLatency(0);
  const tels = Array.from({ length: sessions }, () => naturalTel('unicom', used++));
  await inTurns(tels, atOnce, async (tel) => {
    const ended = await client.signIn(tel, 'order');
    if ('refused' in ended) throw new Error(`${tel}: ${ended.refused}`);
  });
  await installation.setLatency(latencyMs);
  const from = new Date();
  const workers = await Promise.all(
    Array.from({ length: processes }, async () =>
      installation.startNode('worker', await freePort(), { env: { CARRIER_CONCURRENCY: String(concurrency) } }),
    ),
  );
  await until(async () => (await countReported(from)) === sessions, 600_000, 200);
  const entered = await enteredSince(from);
  const cpuSeconds = workers.reduce((sum, worker) => sum + worker.cpuSeconds(), 0);
  await Promise.all(workers.map((worker) => worker.end('SIGTERM')));
  const began = Math.min(...entered.map(({ fetching = 0 }) => fetching));
  const ended = Math.max(...entered.map(({ reported = 0 }) => reported));
  return { sessionsPerSecond: sessions / (ended - began), cpuSeconds };
}

async function countReported(since: Date): Promise<number> {
  const { count } = await store.db
    .selectFrom('reports')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('reported_at', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}

async function enteredSince(since: Date) {
  const rows = await store.db
    .selectFrom('reports')
    .innerJoin('sessions', 'sessions.sid', 'reports.sid')
    .select('entered_at')
    .where('reported_at', '>', since)
    .execute();
  return rows.map(({ entered_at }) => entered_at);
}

say(`One worker process and two; ${machine()}`);
try {
  for (const [what, limits] of [
    ['300 ms a page, 4 requests at once a process', carrierLimited],
    ['0 ms a page, CPU is the limit', cpuLimited],
  ] as const) {
    // One, two, two, one: a machine that grows slower or quicker meanwhile favours neither.
    const runs: Timed[] = [];
    for (const processes of [1, 2, 2, 1]) runs.push(await run(processes, limits));
    const rate = (...places: number[]) =>
      places.reduce((sum, place) => sum + (runs[place]?.sessionsPerSecond ?? 0), 0) / places.length;
    const [one, two] = [rate(0, 3), rate(1, 2)];
    const cpu = runs.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) / (runs.length * limits.sessions);
    say(
      what,
      `1: ${one.toFixed(2)} sessions a second`,
      `2: ${two.toFixed(2)}`,
      `${(two / one).toFixed(2)} ×`,
      `${(cpu * 1000).toFixed(0)} ms of the workers' CPU a session, their start included`,
    );
  }
} finally {
  await client.close();
  await store.close();
  await api.end('SIGTERM');
  await installation.close();
  cluster.remove();
}
