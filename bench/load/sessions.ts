/**
 * What one session costs, from login over fetch and report to its last push: CPU of the server by dialect, sandbox and PostgreSQL apart.
 *
 * `node bench/load/sessions.ts [SESSIONS_A_DIALECT] [PROFILE_DIRECTORY]`; with the latter the server writes a CPU profile there.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { machine, say } from './figures.ts';
import { freePort, openInstallation } from './installation.ts';
import { openReceiver } from './receiver.ts';
import { createDatabase, startCluster } from './server-cluster.ts';
import { type DialectName, dialectNames, dialects, naturalTel, newAppClient } from './subscribers.ts';
import { inTurns, until } from './together.ts';

const [count = '40', profileDirectory] = process.argv.slice(2);
const sessions = Number(count);
const warmUps = 10;
const atOnce = 8;
/** Sessions are picked to be near the 1,000 calls that the target speaks of. */
const aboutCalls = { least: 900, most: 1_100 };
const pushesPerSession = 4;
const idleMs = 5_000;

const cluster = startCluster(await freePort());
const receiver = await openReceiver();
const databaseUrl = await createDatabase(cluster.url, 'xiangdan');
const installation = await openInstallation({ databaseUrl, receiverUrl: receiver.url });
const port = await freePort();
const flags = profileDirectory ? ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`] : [];
const server = await installation.startNode('all', port, { flags });
const client = await newAppClient(installation, () => `http://127.0.0.1:${port}`);

interface Picked {
  tel: string;
  calls: number;
}

async function pick(dialect: DialectName): Promise<Picked[]> {
  const picked: Picked[] = [];
  for (let n = 0; picked.length < sessions + warmUps; n += 1) {
    const tel = naturalTel(dialect, n);
    const calls = (await client.seen(tel)).calls.length;
    if (calls >= aboutCalls.least && calls <= aboutCalls.most) picked.push({ tel, calls });
  }
  return picked;
}

/** From the first login until the last push is acknowledged. */
async function runAll(picked: Picked[]): Promise<void> {
  const wanted = receiver.acknowledged() + picked.length * pushesPerSession;
  await inTurns(picked, atOnce, async ({ tel }) => {
    const ended = await client.signIn(tel, 'order');
    if ('refused' in ended) throw new Error(`${tel}: ${ended.refused}`);
  });
  await until(() => receiver.acknowledged() >= wanted, 120_000);
}

const cpuNow = () => [server.cpuSeconds(), installation.sandbox.cpuSeconds(), cluster.cpuSeconds()] as const;

say(`CPU per session of 1,000 calls; ${machine()}`);
const measured: { cpuSeconds: number; calls: number; count: number; wallSeconds: number }[] = [];
try {
  const all = new Map<DialectName, Picked[]>();
  for (const dialect of dialectNames) all.set(dialect, await pick(dialect));
  for (const picked of all.values()) await runAll(picked.slice(0, warmUps));
  const idleBefore = server.cpuSeconds();
  await pause(idleMs);
  say('the server left alone', `${(server.cpuSeconds() - idleBefore).toFixed(2)} s in ${idleMs / 1000} s`);
  for (const [dialect, picked] of all) {
    const run = picked.slice(warmUps);
    const before = cpuNow();
    const began = performance.now();
    await runAll(run);
    const wallSeconds = (performance.now() - began) / 1000;
    const [own, sandbox, database] = cpuNow().map((seconds, place) => seconds - (before[place] ?? 0));
    const calls = run.reduce((sum, one) => sum + one.calls, 0);
    measured.push({ cpuSeconds: own ?? 0, calls, count: run.length, wallSeconds });
    const ofThousand = (seconds = 0) => `${((seconds * 1e6) / calls).toFixed(1)} ms`;
    say(
      dialects[dialect].what,
      `server ${ofThousand(own)}`,
      `PostgreSQL ${ofThousand(database)}`,
      `sandbox ${ofThousand(sandbox)}`,
    );
  }
  const total = (key: 'cpuSeconds' | 'count' | 'wallSeconds') => measured.reduce((sum, one) => sum + one[key], 0);
  say(
    'all five, sessions of about 1,000 calls',
    `${(total('count') / total('cpuSeconds')).toFixed(1)} sessions a second and core of the server's`,
    `${(total('count') / total('wallSeconds')).toFixed(1)} a second by the clock, everything on this machine`,
  );
  await server.end('SIGTERM');
} finally {
  await client.close();
  receiver.close();
  await installation.close();
  cluster.remove();
}
