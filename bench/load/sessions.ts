/**
 * What one session of 1,000 calls costs, by dialect, sandbox and PostgreSQL apart: first the calls alone, fetched, stored and made into
 * the report by a process that does nothing else (fetching.ts), beside the least that it could cost (floor.ts); then the whole journey of one server, from the first call of the API
 * over sign-in, queue, fetch and report to the last of four pushes.
 *
 * `node bench/load/sessions.ts [SESSIONS_A_DIALECT] [PROFILE_DIRECTORY]`; with the latter both write a CPU profile there.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Measured, Task } from './fetching.ts';
import { machine, say } from './figures.ts';
import { freePort, openInstallation } from './installation.ts';
import { openReceiver } from './receiver.ts';
import { createDatabase, startCluster } from './server-cluster.ts';
import { type AppClient, type DialectName, dialectNames, dialects, naturalTel, newAppClient } from './subscribers.ts';
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
const flags = profileDirectory ? ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`] : [];
const fetchingProgram = fileURLToPath(new URL('./fetching.ts', import.meta.url));
/** Semi-space as the server has it in production. */
const execArgv = ['--max-semi-space-size=8', ...flags];

interface Picked {
  tel: string;
  calls: number;
}

async function pick(client: AppClient, dialect: DialectName): Promise<Picked[]> {
  const picked: Picked[] = [];
  for (let n = 0; picked.length < sessions + warmUps; n += 1) {
    const tel = naturalTel(dialect, n);
    const calls = (await client.seen(tel)).calls.length;
    if (calls >= aboutCalls.least && calls <= aboutCalls.most) picked.push({ tel, calls });
  }
  return picked;
}

const callsOf = (picked: Picked[]) => picked.reduce((sum, one) => sum + one.calls, 0);
const ofThousand = (seconds: number, calls: number) => `${((seconds * 1e6) / calls).toFixed(1)} ms`;

async function signIn(client: AppClient, picked: Picked[]): Promise<string[]> {
  const sids: string[] = [];
  await inTurns(picked, atOnce, async ({ tel }) => {
    const ended = await client.signIn(tel, 'order');
    if ('refused' in ended) throw new Error(`${tel}: ${ended.refused}`);
    sids.push(ended.sid);
  });
  return sids;
}

async function runTask(fetching: ChildProcess, what: Task['what'], sids: string[]): Promise<Measured> {
  fetching.send({ what, sids } satisfies Task);
  const [measured]: Measured[] = await once(fetching, 'message');
  if (!measured) throw new Error('the fetching process answered nothing');
  return measured;
}

/** Signed in by a node that has no worker beside it: whoever fetches finds nothing else to do. */
async function measureFetching(): Promise<void> {
  const port = await freePort();
  const api = await installation.startNode('api', port);
  const client = await newAppClient(installation, () => `http://127.0.0.1:${port}`);
  const words = [databaseUrl, installation.masterKey.toString('hex'), installation.sandboxUrl];
  const fetching = fork(fetchingProgram, words, { execArgv });
  for (const dialect of dialectNames) {
    const picked = await pick(client, dialect);
    const sids = await signIn(client, picked);
    const measured = sids.slice(warmUps);
    await runTask(fetching, 'write down', sids.slice(0, warmUps));
    const before = cpuNow();
    const own = await runTask(fetching, 'fetch', measured);
    const [sandbox, database] = cpuNow().map((seconds, place) => seconds - (before[place] ?? 0));
    const floor = await runTask(fetching, 'floor', measured);
    const { count, bytes } = floor.pages ?? { count: 0, bytes: 0 };
    // Signing in ends in another order than it began.
    const calls = (callsOf(picked) * measured.length) / sids.length;
    all.set(dialect, picked);
    say(
      `${dialects[dialect].what}, fetch to report`,
      ofThousand(own.cpuSeconds, calls),
      `floor ${ofThousand(floor.cpuSeconds, calls)}`,
      `PostgreSQL ${ofThousand(database ?? 0, calls)}`,
      `sandbox ${ofThousand(sandbox ?? 0, calls)}`,
      `${(count / measured.length).toFixed(1)} pages, ${(bytes / measured.length / 1000).toFixed(0)} kB a session`,
    );
  }
  fetching.disconnect();
  await once(fetching, 'exit');
  await client.close();
  await api.end('SIGTERM');
}

/** From the first login until the last push is acknowledged. */
async function runAll(client: AppClient, picked: Picked[]): Promise<void> {
  const wanted = receiver.acknowledged() + picked.length * pushesPerSession;
  await signIn(client, picked);
  await until(() => receiver.acknowledged() >= wanted, 120_000);
}

async function measureJourneys(): Promise<void> {
  const port = await freePort();
  const server = await installation.startNode('all', port, { flags });
  const client = await newAppClient(installation, () => `http://127.0.0.1:${port}`);
  // What the first part left: its pushes, and jobs that find their work done.
  const left = [...all.values()].reduce((sum, picked) => sum + picked.length, 0) * pushesPerSession;
  await until(() => receiver.acknowledged() >= left, 120_000);
  for (const picked of all.values()) await runAll(client, picked.slice(0, warmUps));
  const idleBefore = server.cpuSeconds();
  await pause(idleMs);
  const idleShare = ((server.cpuSeconds() - idleBefore) * 1000) / idleMs;
  say('the server left alone', `${(idleShare * 1000).toFixed(0)} ms a second`);
  let [count, ownSeconds, wallSeconds] = [0, 0, 0];
  for (const [dialect, warmedUp] of all) {
    const picked = warmedUp.slice(warmUps);
    const before = cpuNow();
    const ownBefore = server.cpuSeconds();
    const began = performance.now();
    await runAll(client, picked);
    const wall = (performance.now() - began) / 1000;
    const own = server.cpuSeconds() - ownBefore;
    const [sandbox, database] = cpuNow().map((seconds, place) => seconds - (before[place] ?? 0));
    const calls = callsOf(picked);
    count += picked.length;
    ownSeconds += own;
    wallSeconds += wall;
    say(
      `${dialects[dialect].what}, whole journey`,
      ofThousand(own, calls),
      `of that left alone ${ofThousand(wall * idleShare, calls)}`,
      `PostgreSQL ${ofThousand(database ?? 0, calls)}`,
      `sandbox ${ofThousand(sandbox ?? 0, calls)}`,
    );
  }
  say(
    'all five, sessions of about 1,000 calls',
    `${(count / ownSeconds).toFixed(1)} sessions a second and core of the server's`,
    `${(count / wallSeconds).toFixed(1)} a second by the clock, everything on this machine`,
  );
  await client.close();
  await server.end('SIGTERM');
}

const cpuNow = () => [installation.sandbox.cpuSeconds(), cluster.cpuSeconds()] as const;
const all = new Map<DialectName, Picked[]>();

say(`CPU per session of 1,000 calls; ${machine()}`);
try {
  await measureFetching();
  await measureJourneys();
} finally {
  receiver.close();
  await installation.close();
  cluster.remove();
}
