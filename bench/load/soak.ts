/**
 * Half load for a while: memory, open files and errors by the minute, of an API node and a worker.
 *
 * `node bench/load/soak.ts [MINUTES] [SESSIONS_A_MINUTE]`. Half load: half of what the same processes did at full load in the minute
 * before, unless the second word says how much. Ends with 1 when anything went wrong.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { machine, say } from './figures.ts';
import { freePort, openInstallation } from './installation.ts';
import { openReceiver } from './receiver.ts';
import { createDatabase, startCluster } from './server-cluster.ts';
import { dialectNames, naturalTel, newAppClient } from './subscribers.ts';
import { until } from './together.ts';

const [minutesText = '20', perMinuteText] = process.argv.slice(2);
const minutes = Number(minutesText);
const fullLoadAtOnce = 8;
const pushesPerSession = 4;
const minuteMs = 60_000;

const cluster = startCluster(await freePort());
const receiver = await openReceiver();
const installation = await openInstallation({
  databaseUrl: await createDatabase(cluster.url, 'xiangdan'),
  receiverUrl: receiver.url,
});
const logged: string[] = [];
const onLine = (line: string) => void logged.push(line);
const port = await freePort();
const nodes = {
  api: await installation.startNode('api', port, { onLine }),
  worker: await installation.startNode('worker', await freePort(), { onLine }),
};
const client = await newAppClient(installation, () => `http://127.0.0.1:${port}`);

let used = 0;
let signedIn = 0;
const refused: string[] = [];

/** A whole journey as an app makes it: sign-in, a look at the status, and both documents once the pushes have said so. */
async function journey(): Promise<void> {
  const n = used++;
  const dialect = dialectNames[n % dialectNames.length] ?? 'unicom';
  try {
    const ended = await client.signIn(naturalTel(dialect, Math.floor(n / dialectNames.length)), `order-${n}`);
    if ('refused' in ended) {
      refused.push(ended.refused);
      return;
    }
    signedIn += 1;
    await client.call(`/sessions/${ended.sid}`, {});
    const readable = async () => (await client.call('/calls/report', { sid: ended.sid })).action !== 'processing';
    await until(readable, minuteMs, 500);
    for (const path of ['/calls/record', '/calls/report']) {
      const { status } = await client.call(path, { sid: ended.sid });
      if (status !== 0) refused.push(`${path} ${status}`);
    }
  } catch (error) {
    refused.push(error instanceof Error ? error.message : String(error));
  }
}

async function fullLoad(): Promise<number> {
  const end = performance.now() + minuteMs;
  const before = signedIn;
  const lane = async () => {
    while (performance.now() < end) await journey();
  };
  await Promise.all(Array.from({ length: fullLoadAtOnce }, lane));
  return ((signedIn - before) * minuteMs) / (performance.now() - end + minuteMs);
}

say(`Soak of ${minutes} minutes; ${machine()}`);
const full = perMinuteText ? null : await fullLoad();
const perMinute = full === null ? Number(perMinuteText) : Math.max(1, Math.round(full / 2));
if (full !== null) say('full load', `${full.toFixed(0)} sessions a minute`);
say('load of the soak', `${perMinute} sessions a minute`);
refused.length = 0;
logged.length = 0;

const underWay = new Set<Promise<void>>();
const samples: { api: number; worker: number }[] = [];
const began = performance.now();
for (let minute = 1; minute <= minutes; minute += 1) {
  const before = signedIn;
  for (let n = 0; n < perMinute; n += 1) {
    await pause(Math.max(0, began + ((minute - 1) * perMinute + n) * (minuteMs / perMinute) - performance.now()));
    const one = journey().finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await pause(Math.max(0, began + minute * minuteMs - performance.now()));
  const { api, worker } = nodes;
  samples.push({ api: api.residentMb(), worker: worker.residentMb() });
  const figures = ([name, node]: [string, typeof api]) =>
    `${name} ${node.residentMb().toFixed(0)} MB ${node.openFiles()} files ${node.cpuSeconds().toFixed(1)} s CPU`;
  const wrong = logged.filter((line) => line.includes('"level":"error"') || line.includes('"level":50')).length;
  say(
    `minute ${minute}: ${signedIn - before} sessions, ${underWay.size} under way`,
    ...Object.entries(nodes).map(figures),
    `${refused.length} refusals, ${wrong} errors and ${logged.length} lines logged`,
  );
}
await Promise.all(underWay);
await until(() => receiver.acknowledged() >= signedIn * pushesPerSession, 120_000);
const repeats = receiver.arrivals.length - receiver.acknowledged();
/** MB a minute over the second half, by least squares: what is warm by then should stay. */
function growth(values: number[]): number {
  const half = values.slice(Math.floor(values.length / 2));
  const middle = (half.length - 1) / 2;
  const mean = half.reduce((sum, value) => sum + value, 0) / half.length;
  const over = half.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  return over / half.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
}
say(
  'in all',
  `${signedIn} sessions, ${receiver.acknowledged()} pushes, ${repeats} repeats`,
  `memory in the second half: api ${growth(samples.map(({ api }) => api)).toFixed(2)} MB a minute`,
  `worker ${growth(samples.map(({ worker }) => worker)).toFixed(2)}`,
);
for (const one of new Set(refused)) say('refused', one);
for (const line of logged.slice(0, 5)) say('logged', line.slice(0, 300));
await Promise.all(Object.values(nodes).map((node) => node.end('SIGTERM')));
await client.close();
receiver.close();
await installation.close();
cluster.remove();
process.exitCode = refused.length === 0 && repeats === 0 ? 0 : 1;
