/**
 * The long form of the crash run: `node bench/crash/run.ts embedded|postgres [KILLS] [SEED]`; 200 kills unless said otherwise.
 *
 * Ctrl-C ends it early, with the account of what was done. `postgres` starts a server of its own, which crashes five times too. Ends with 1 when anything was lost, repeated or out of order.
 */

import { machine } from '../load/figures.ts';
import { freePort, openInstallation } from '../load/installation.ts';
import { openReceiver } from '../load/receiver.ts';
import { createDatabase, startCluster } from '../load/server-cluster.ts';
import { crashRun } from './crash-run.ts';
import { seededRandom } from './seeded-random.ts';

const [setting = 'embedded', killsText = '200', seed = String(Date.now() % 100_000)] = process.argv.slice(2);
if (!['embedded', 'postgres'].includes(setting)) {
  process.stderr.write(`found "${setting}", expected "embedded" or "postgres"\n`);
  process.exit(2);
}
const random = seededRandom(Number(seed));
const cluster = setting === 'postgres' ? startCluster(await freePort()) : null;
const receiver = await openReceiver(() => random() * 200);
const databaseUrl = cluster ? await createDatabase(cluster.url, 'xiangdan') : null;
const installation = await openInstallation({ databaseUrl, receiverUrl: receiver.url });
const began = performance.now();
const say = (line: string) => process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0)} s: ${line}\n`);
say(`${setting}, ${killsText} kills, seed ${seed}; ${machine()}`);
const enough = new AbortController();
process.once('SIGINT', () => enough.abort());
try {
  const figures = await crashRun(installation, receiver, {
    nodes: cluster ? ['api', 'worker', 'worker'] : ['all'],
    kills: Number(killsText),
    betweenKillsMs: { least: 300, most: cluster ? 6_000 : 9_000 },
    subscribersAtOnce: 4,
    latencyMs: 50,
    databaseCrashes: cluster ? 5 : 0,
    ...(cluster ? { crashDatabase: cluster.restartAtOnce } : {}),
    settleMs: 600_000,
    enough: enough.signal,
    random,
    say,
  });
  say(JSON.stringify(figures, null, 1));
  const wrong = [
    figures.withoutRecord,
    figures.withoutReport,
    figures.notOnce,
    figures.repeatsAfterSettled,
    figures.outOfOrder,
    figures.endedAlone,
  ];
  process.exitCode = wrong.some((list) => list.length > 0) ? 1 : 0;
} finally {
  receiver.close();
  await installation.close();
  cluster?.remove();
}
