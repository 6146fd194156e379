/**
 * Pushes a second of one worker against a bare undici loop that posts the same bodies to the same receiver, as many at once.
 *
 * `node bench/load/pushes.ts [PUSHES]`. Rows are made first, of ten apps; what is timed is from the first arrival to the last.
 */

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { Agent, request } from 'undici';
import { createApp, setAppPushes } from '../../src/store/apps.ts';
import { insertPush } from '../../src/store/pushes.ts';
import { createSessions } from '../../src/store/sessions.ts';
import { createVault } from '../../src/store/vault.ts';
import { machine, say } from './figures.ts';
import { freePort, openInstallation } from './installation.ts';
import { createDatabase, startCluster } from './server-cluster.ts';
import { naturalTel } from './subscribers.ts';
import { inTurns, until } from './together.ts';

const [count = '3000'] = process.argv.slice(2);
const pushes = Number(count);
const apps = 10;
/** What one worker has in hand at most. */
const atOnce = 100;

/** Answers ok at once, and keeps when. */
async function openCounter() {
  const came: number[] = [];
  const bodies: Buffer[] = [];
  const server = createServer(async (incoming, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    if (bodies.length < pushes) bodies.push(Buffer.concat(chunks));
    came.push(performance.now());
    reply.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const perSecond = (times: number[]) => ((times.length - 1) * 1000) / ((times.at(-1) ?? 0) - (times[0] ?? 0));
  return { url: `http://127.0.0.1:${port}/push`, came, bodies, perSecond, close: () => server.closeAllConnections() };
}

const counter = await openCounter();
const cluster = startCluster(await freePort());
const installation = await openInstallation({
  databaseUrl: await createDatabase(cluster.url, 'xiangdan'),
  receiverUrl: null,
});
try {
  const store = await installation.openStore();
  const vault = createVault(installation.masterKey);
  const sessions = createSessions(vault);
  const now = Date.now() / 1000;
  const appids: string[] = [];
  for (let n = 0; n < apps; n += 1) {
    const { appid } = await createApp(store.db, vault, `app ${n}`, now);
    await setAppPushes(store.db, appid, { urls: { auth: counter.url } });
    appids.push(appid);
  }
  await inTurns([...Array(pushes).keys()], 8, async (n) => {
    const sid = `SID${randomBytes(16).toString('hex')}`;
    const appid = appids[n % apps] ?? '';
    const subject = { tel: naturalTel('unicom', n), uid: `order-${n}`, userInfo: null, userContacts: [] };
    const place = { carrier: 'unicom', province: '天津', city: '天津' } as const;
    await sessions.insert(store.db, { sid, appid, ...place, subject, step: {}, now });
    await insertPush(store.db, { sid, appid }, 'auth', now);
  });
  await store.close();

  say(`Pushes, ${pushes} of ${apps} apps; ${machine()}`);
  const worker = await installation.startNode('worker', await freePort());
  const cpuAtStart = worker.cpuSeconds();
  await until(() => counter.came.length >= pushes, 300_000);
  const cpuMs = ((worker.cpuSeconds() - cpuAtStart) * 1000) / pushes;
  const own = counter.perSecond(counter.came.splice(0));
  await worker.end('SIGTERM');
  if (counter.came.length > 0) throw new Error('a push came twice');

  async function bareLoop(agent: Agent): Promise<number> {
    await inTurns(counter.bodies, atOnce, async (body) => {
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      await (await request(counter.url, { dispatcher: agent, method: 'POST', headers, body })).body.text();
    });
    await agent.close();
    return counter.perSecond(counter.came.splice(0));
  }
  // Twice, since the first loop also compiles.
  await bareLoop(new Agent({ pipelining: 0 }));
  const fresh = await bareLoop(new Agent({ pipelining: 0 }));
  const kept = await bareLoop(new Agent());
  say(
    'pushes a second',
    `${own.toFixed(0)}, ${cpuMs.toFixed(2)} ms of CPU each`,
    `bare undici, a connection a push: ${fresh.toFixed(0)} (${(own / fresh).toFixed(2)} ×)`,
    `keep-alive: ${kept.toFixed(0)} (${(own / kept).toFixed(2)} ×)`,
  );
} finally {
  counter.close();
  await installation.close();
  cluster.remove();
}
process.exit();
