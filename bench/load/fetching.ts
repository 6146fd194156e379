/**
 * Fetches the calls of sessions that are signed in, stores them and builds their reports, and does nothing else: no HTTP side, no queue
 * to look into, no pushes. Forked by sessions.ts, which sends it lists of sids; each is answered with the CPU seconds that it took.
 *
 * `node bench/load/fetching.ts DATABASE_URL MASTER_KEY SANDBOX_URL`
 */

import { loadDirectory } from '../../src/directory-files.ts';
import { buildReport } from '../../src/jobs/build-report.ts';
import { fetchRecord } from '../../src/jobs/fetch-record.ts';
import { enqueue } from '../../src/jobs/worker.ts';
import { createLog } from '../../src/log.ts';
import { newJourney, portalsOf } from '../../src/start/new-journey.ts';
import { openPostgres } from '../../src/store/database.ts';
import { createVault } from '../../src/store/vault.ts';
import { inTurns } from './together.ts';

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

async function run(sids: string[]): Promise<number> {
  const before = process.cpuUsage();
  await inTurns(sids, atOnce, async (sid) => {
    await fetchRecord(journey, sid, true);
    await buildReport(journey, sid, true);
  });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

process.on('message', (sids: string[]) => {
  run(sids).then((seconds) => process.send?.(seconds));
});
process.once('disconnect', async () => {
  await boss.stop({ graceful: false, close: true });
  await store.close();
});
