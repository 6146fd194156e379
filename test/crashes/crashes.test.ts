/** The crash run in its short form; the long one of 200 kills is `bench/crash/run.ts`. */

import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { type CrashFigures, crashRun } from '../../bench/crash/crash-run.ts';
import { seededRandom } from '../../bench/crash/seeded-random.ts';
import { type Installation, openInstallation, type Role } from '../../bench/load/installation.ts';
import { openReceiver } from '../../bench/load/receiver.ts';
import { createDatabase } from '../../bench/load/server-cluster.ts';
import { quickStart } from '../cli-process.ts';
import { onServer } from '../prepare-stores.ts';

const serverUrl = process.env.TEST_DATABASE_URL ?? '';
/** Each kill costs a start: half a minute by itself, several where other tests run besides. */
const ceilingMs = 400_000;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
}, 60_000);

interface Short {
  nodes: Role[];
  kills: number;
  databaseUrl: string | null;
  databaseCrashes: number;
}

async function shortRun({ nodes, kills, databaseUrl, databaseCrashes }: Short): Promise<CrashFigures> {
  const random = seededRandom(5);
  const receiver = await openReceiver(() => random() * 100);
  undo.push(receiver.close);
  const opened = await openInstallation({ databaseUrl, receiverUrl: receiver.url });
  undo.push(opened.close);
  const installation: Installation = {
    ...opened,
    startNode: (role, port, options) => opened.startNode(role, port, { flags: quickStart, ...options }),
  };
  return crashRun(installation, receiver, {
    nodes,
    kills,
    betweenKillsMs: { least: 100, most: 1_500 },
    subscribersAtOnce: 3,
    latencyMs: 20,
    databaseCrashes,
    ...(databaseUrl ? { crashDatabase: () => breakConnections(installation) } : {}),
    settleMs: 240_000,
    enough: new AbortController().signal,
    random,
    say: () => undefined,
  });
}

/** What its clients see of a server that crashes and is back at once. */
async function breakConnections(installation: Installation): Promise<void> {
  const store = await installation.openStore();
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(store.db);
  await store.close();
}

const nothingWrong = {
  withoutRecord: [],
  withoutReport: [],
  notOnce: [],
  repeatsAfterSettled: [],
  outOfOrder: [],
  endedAlone: [],
};

test(
  'killed five times on the embedded store: every session that was signed in ends with record and report, every push is acknowledged once',
  async () => {
    const figures = await shortRun({ nodes: ['all'], kills: 5, databaseUrl: null, databaseCrashes: 0 });
    expect(figures).toMatchObject({ ...nothingWrong, kills: 5, pushes: figures.sessions * 4 });
    expect(figures.sessions).toBeGreaterThan(0);
  },
  ceilingMs,
);

test.skipIf(serverUrl === '')(
  'the same on PostgreSQL with an API node and two workers, whose connections break besides',
  async () => {
    const name = `xiangdan_crash_${randomBytes(6).toString('hex')}`;
    const databaseUrl = await createDatabase(serverUrl, name);
    undo.push(() => onServer(serverUrl, `drop database if exists ${name} with (force)`));
    const figures = await shortRun({ nodes: ['api', 'worker', 'worker'], kills: 4, databaseUrl, databaseCrashes: 2 });
    expect(figures).toMatchObject({ ...nothingWrong, kills: 4, databaseCrashes: 2, pushes: figures.sessions * 4 });
    expect(figures.sessions).toBeGreaterThan(0);
  },
  ceilingMs,
);
