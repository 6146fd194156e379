/**
 * `GET /sessions/{sid}` and `GET /token` against a bare node:http server that answers the same bytes: the same client, keep-alive, in
 * turns of a second each.
 *
 * `node bench/load/routes.ts [TURNS] [PROFILE_DIRECTORY]`
 */

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Pool } from 'undici';
import { machine, median, say } from './figures.ts';
import { freePort, openInstallation } from './installation.ts';
import { type Program, startProgram } from './program.ts';
import { createDatabase, startCluster } from './server-cluster.ts';
import { naturalTel, newAppClient } from './subscribers.ts';
import { until } from './together.ts';

const [turnsText = '10', profileDirectory] = process.argv.slice(2);
const turns = Number(turnsText);
const turnMs = 1_000;
/** Until the code is compiled. */
const warmUps = 4;
const connections = 16;
const bareProgram = fileURLToPath(new URL('./bare-server.ts', import.meta.url));

const cluster = startCluster(await freePort());
const databaseUrl = await createDatabase(cluster.url, 'xiangdan');
const installation = await openInstallation({ databaseUrl, receiverUrl: null });
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const worker = await installation.startNode('worker', await freePort());
const flags = profileDirectory ? ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`] : [];
const api = await installation.startNode('api', port, { flags });
const client = await newAppClient(installation, () => url);

const ended = await client.signIn(naturalTel('unicom', 0), 'order');
if ('refused' in ended) throw new Error(ended.refused);
const { sid } = ended;
await until(async () => (await client.call('/calls/report', { sid })).status === 0, 60_000);
await worker.end('SIGTERM');

const { appid, appsecret } = installation.app;
const time = String(Math.floor(Date.now() / 1000));
const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
const tokenPath = `/token?appid=${appid}&time=${time}&sign=${sign}`;
const { token } = (await client.call('/token', { appid, time, sign })).data;
const statusPath = `/sessions/${sid}?token=${token}`;

interface Turn {
  perSecond: number;
  cpuMs: number;
}

async function turn(pool: Pool, path: string, server: Program): Promise<Turn> {
  const end = performance.now() + turnMs;
  const cpu = server.cpuSeconds();
  const began = performance.now();
  let count = 0;
  async function lane(): Promise<void> {
    while (performance.now() < end) {
      const { statusCode, body } = await pool.request({ method: 'GET', path });
      await body.dump();
      if (statusCode !== 200) throw new Error(`${path}: HTTP ${statusCode}`);
      count += 1;
    }
  }
  await Promise.all(Array.from({ length: connections }, lane));
  const perSecond = (count * 1000) / (performance.now() - began);
  return { perSecond, cpuMs: ((server.cpuSeconds() - cpu) * 1000) / count };
}

interface Peer {
  what: string;
  program: Program;
  pool: Pool;
  turns: Turn[];
}

async function startPeer(what: string, text: string, ...words: string[]): Promise<Peer> {
  const { program, said } = await startProgram({
    words: [bareProgram, text, ...words],
    env: {},
    ready: /bare (\S+)\n/,
  });
  return { what, program, pool: new Pool(said, { connections }), turns: [] };
}

const perSecond = (of: Turn[]) => median(of.map((one) => one.perSecond));
const cpuMs = (of: Turn[]) => `${median(of.map((one) => one.cpuMs)).toFixed(3)} ms of CPU`;

const insertRow = "insert into bare_rows (said) values ('a row of the peer')";
const database = new pg.Client({ connectionString: databaseUrl });
await database.connect();
await database.query('create table bare_rows (id bigint generated always as identity primary key, said text)');
await database.end();

say(`Routes against bare node:http, ${connections} connections; ${machine()}`);
try {
  // Two statements of ours each, the second of which commits a row: token, session with its row of the audit; app, token.
  for (const [what, path] of [
    ['GET /sessions/{sid}', statusPath],
    ['GET /token', tokenPath],
  ] as const) {
    const own: Peer = { what, program: api, pool: new Pool(url, { connections }), turns: [] };
    const text = await (await own.pool.request({ method: 'GET', path })).body.text();
    if (!text.startsWith('{"status":0')) throw new Error(`${path}: ${text}`);
    const peers = [
      await startPeer('bare node:http', text),
      await startPeer('bare node:http and two empty statements', text, databaseUrl, 'select 1', 'select 1'),
      await startPeer('bare node:http, one empty and one row', text, databaseUrl, 'select 1', insertRow),
    ];
    const all = [own, ...peers];
    for (let n = 0; n < warmUps + turns; n += 1) {
      for (const one of all) {
        const taken = await turn(one.pool, path, one.program);
        if (n >= warmUps) one.turns.push(taken);
      }
    }
    const ours = perSecond(own.turns);
    say(what, `${ours.toFixed(0)} a second`, cpuMs(own.turns));
    for (const peer of peers) {
      const theirs = perSecond(peer.turns);
      say(
        `  ${peer.what}`,
        `${theirs.toFixed(0)} a second`,
        cpuMs(peer.turns),
        `we are ${(ours / theirs).toFixed(2)} ×`,
      );
      await peer.program.end('SIGKILL');
    }
    for (const one of all) await one.pool.destroy();
  }
  await api.end('SIGTERM');
} finally {
  await client.close();
  await installation.close();
  cluster.remove();
}
