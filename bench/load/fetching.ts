/**
 * Fetches the calls of sessions that are signed in, stores them and builds their reports, and does nothing else: no HTTP side, no queue
 * to look into, no pushes. Forked by sessions.ts, which sends it tasks; each is answered with the CPU seconds that it took.
 *
 * `node bench/load/fetching.ts DATABASE_URL MASTER_KEY SANDBOX_URL`
 */

import { loadDirectory } from '../../src/directory-files.ts';
import { buildReport } from '../../src/jobs/build-report.ts';
import { fetchRecord } from '../../src/jobs/fetch-record.ts';
import { enqueue } from '../../src/jobs/worker.ts';
import type { Journey } from '../../src/journey/journey.ts';
import { createLog } from '../../src/log.ts';
import { newJourney, portalsOf } from '../../src/start/new-journey.ts';
import { openPostgres } from '../../src/store/database.ts';
import { createVault } from '../../src/store/vault.ts';
import { openRecorder, type Pages, replay, type Seen } from './floor.ts';
import { inTurns } from './together.ts';

/** `write down`: fetches one after the other, and keeps what was asked for `floor`, which asks it again as often as there are sids. */
export interface Task {
  what: 'write down' | 'fetch' | 'floor';
  sids: string[];
}

export interface Measured {
  cpuSeconds: number;
  /** Of `floor`. */
  pages: Pages | null;
}

const [databaseUrl = '', masterKey = '', sandboxUrl = ''] = process.argv.slice(2);
const atOnce = 8;
const store = await openPostgres(databaseUrl);
const log = createLog('warn');
const boss = store.newBoss((error) => log.error({ err: error }, 'the job queue had trouble'));
await boss.start();
const journey = newJourney({
  db: store.db,
  vault: createVault(Buffer.from(masterKey, 'hex')),
  directory: loadDirectory(),
  carrierBaseUrls: portalsOf(sandboxUrl),
  enqueueFetch: (transaction, sid) => enqueue(boss, transaction, 'fetchRecord', sid),
  enqueueReport: (transaction, sid) => enqueue(boss, transaction, 'buildReport', sid),
  log,
  flowLimits: [],
  retentionDays: 30,
  stopping: new AbortController().signal,
  cutOff: new AbortController().signal,
});

const recorder = openRecorder(journey, portalsOf(sandboxUrl));
let seen: Seen[] = [];

async function fetchAndReport(to: Journey, sid: string): Promise<void> {
  await fetchRecord(to, sid, true);
  await buildReport(to, sid, true);
}

async function measure(act: () => Promise<Pages | null>): Promise<Measured> {
  const before = process.cpuUsage();
  const pages = await act();
  const { user, system } = process.cpuUsage(before);
  return { cpuSeconds: (user + system) / 1e6, pages };
}

const tasks: Record<Task['what'], (sids: string[]) => Promise<Pages | null>> = {
  async 'write down'(sids) {
    seen = [];
    for (const sid of sids) {
      await fetchAndReport(recorder.journey, sid);
      seen.push(await recorder.take(sid));
    }
    return null;
  },
  async fetch(sids) {
    await inTurns(sids, atOnce, (sid) => fetchAndReport(journey, sid));
    return null;
  },
  floor: (sids) =>
    replay(
      sids.flatMap((_, at) => seen[at % seen.length] ?? []),
      atOnce,
    ),
};

process.on('message', ({ what, sids }: Task) => {
  measure(() => tasks[what](sids)).then((measured) => process.send?.(measured));
});
process.once('disconnect', async () => {
  await boss.stop({ graceful: false, close: true });
  await store.close();
});
