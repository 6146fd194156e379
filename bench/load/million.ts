/**
 * A store of 1,000 sessions beside one of 1,000,000 on the same PostgreSQL: what reads of a record and a report take in each, in turns,
 * and how the larger one finds what it is asked for besides.
 *
 * `node bench/load/million.ts [SESSIONS]`. Most rows are made by the database, with small bodies; what is read are real ones among them.
 */

import { sql } from 'kysely';
import { Pool } from 'undici';
import { createVault } from '../../src/store/vault.ts';
import { explainAll } from './explained.ts';
import { machine, percentile, say } from './figures.ts';
import { freePort, openInstallation } from './installation.ts';
import { multiply } from './multiply.ts';
import { createDatabase, startCluster } from './server-cluster.ts';
import { naturalTel, newAppClient } from './subscribers.ts';
import { until } from './together.ts';

const [count = '1000000'] = process.argv.slice(2);
const sizes = { small: 1_000, large: Number(count) };
const real = 20;
const turns = 10;
const readsATurn = 200;
const connections = 4;
const paths = ['/calls/record', '/calls/report'];

const cluster = startCluster(await freePort());

async function prepare(name: keyof typeof sizes) {
  const databaseUrl = await createDatabase(cluster.url, name);
  const installation = await openInstallation({ databaseUrl, receiverUrl: null });
  const port = await freePort();
  const worker = await installation.startNode('worker', await freePort());
  const api = await installation.startNode('api', port);
  const client = await newAppClient(installation, () => `http://127.0.0.1:${port}`);
  const sids: string[] = [];
  for (let n = 0; n < real; n += 1) {
    const ended = await client.signIn(naturalTel('unicom', n), `order-${n}`);
    if ('refused' in ended) throw new Error(ended.refused);
    sids.push(ended.sid);
  }
  for (const sid of sids) await until(async () => (await client.call('/calls/report', { sid })).status === 0, 60_000);
  await worker.end('SIGTERM');
  const store = await installation.openStore();
  const began = performance.now();
  await multiply(store.db, installation.app.appid, sizes[name] - real);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const { rows } = await sql<{
    size: string;
  }>`select pg_size_pretty(pg_database_size(current_database())) as size`.execute(store.db);
  await store.close();
  say(`${sizes[name]} sessions`, `${rows[0]?.size}`, `made in ${seconds} s`);
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections });
  const headers = { 'accept-encoding': 'gzip', authorization: `Bearer ${client.token}` };
  return {
    databaseUrl,
    installation,
    /** Milliseconds of each read, in the client. */
    async read(path: string): Promise<number[]> {
      const taken: number[] = [];
      async function lane(first: number): Promise<void> {
        for (let n = first; n < readsATurn; n += connections) {
          const began = performance.now();
          const query = `${path}?sid=${sids[n % real]}`;
          const { body, statusCode } = await pool.request({ method: 'GET', path: query, headers });
          const bytes = (await body.arrayBuffer()).byteLength;
          if (statusCode !== 200 || bytes < 2_000) throw new Error(`${path}: HTTP ${statusCode}, ${bytes} bytes`);
          taken.push(performance.now() - began);
        }
      }
      await Promise.all(Array.from({ length: connections }, (_, first) => lane(first)));
      return taken;
    },
    async close() {
      await pool.close();
      await client.close();
      await api.end('SIGTERM');
      await installation.close();
    },
  };
}

say(`Reads among ${sizes.small} and ${sizes.large} sessions; ${machine()}`);
const small = await prepare('small');
const large = await prepare('large');
try {
  for (const path of paths) {
    const times: Record<'small' | 'large', number[]> = { small: [], large: [] };
    await small.read(path);
    await large.read(path);
    for (let turn = 0; turn < turns; turn += 1) {
      times.small.push(...(await small.read(path)));
      times.large.push(...(await large.read(path)));
    }
    const ratio = (share: number) => (percentile(times.large, share) / percentile(times.small, share)).toFixed(2);
    const shown = (of: number[]) =>
      `p50 ${percentile(of, 0.5).toFixed(2)} ms, p99 ${percentile(of, 0.99).toFixed(2)} ms`;
    say(`GET ${path}`, shown(times.small), shown(times.large), `p50 ${ratio(0.5)} ×, p99 ${ratio(0.99)} ×`);
  }
  const { databaseUrl, installation } = large;
  const vault = createVault(installation.masterKey);
  const { appid } = installation.app;
  for (const { what, ms, readWhole } of await explainAll({ databaseUrl, vault, appid, tel: naturalTel('unicom', 3) }))
    say(`  ${what}`, `${ms.toFixed(2)} ms`, ...readWhole);
} finally {
  await small.close();
  await large.close();
  cluster.remove();
}
