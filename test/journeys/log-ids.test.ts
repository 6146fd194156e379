/** One id through the log: the service as its own process, and what its lines say about one session. */

import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp, setAppPushes } from '../../src/store/apps.ts';
import { createVault } from '../../src/store/vault.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { newTestPlace, openTestStore, type TestPlace } from '../store-kinds.ts';
import type { Subscriber, WireReply } from '../test-wire.ts';
import { openReceiver, type Receiver } from './push-receiver.ts';
import { urlsOf } from './push-wire.ts';

interface Line {
  msg: string;
  [field: string]: unknown;
}

const masterKey = '07'.repeat(32);
const lines: Line[] = [];
let place: TestPlace;
let receiver: Receiver;
let server: ServerProcess | null = null;
let app: App;

beforeAll(async () => {
  place = await newTestPlace('pglite');
  receiver = await openReceiver();
  const store = await openTestStore(place);
  app = await createApp(store.db, createVault(Buffer.from(masterKey, 'hex')), 'test', Date.now() / 1000);
  await setAppPushes(store.db, app.appid, { urls: urlsOf(receiver.url) });
  await store.close();
}, 120_000);
afterAll(async () => {
  if (server?.child.exitCode === null) await server.end('SIGKILL');
  receiver.close();
  await place.remove();
});

test('the lines of one sid tell its whole way: flow, login, verify, fetch, report, pushes, each with its own id', async () => {
  server = await startServer(place, { LOG_LEVEL: 'info', MASTER_KEY: masterKey });
  const { child, url, sandboxUrl } = server;
  if (!child.stderr) throw new Error('the server has no stderr');
  createInterface(child.stderr).on('line', (line) => lines.push(JSON.parse(line)));
  const post = async (path: string, params: Record<string, string>) =>
    (await (await fetch(url + path, { method: 'POST', body: new URLSearchParams(params) })).json()) as WireReply;
  const tel = '13001000016';
  const look = async () => (await (await fetch(`${sandboxUrl}/inspect/subscribers/${tel}`)).json()) as Subscriber;
  const time = String(Math.floor(Date.now() / 1000));
  const sign = createHash('md5').update(`${app.appid}${app.appsecret}${time}`).digest('hex');
  const { token } = (await post('/token', { appid: app.appid, time, sign })).data;
  const { sid } = (await post('/calls/flow', { token, tel })).data;
  await post('/calls/login', { token, sid, tel, pin_pwd: (await look()).pin });
  const sms_code = (await look()).sms.at(-1)?.code ?? '';
  expect(await post('/calls/verify', { token, sid, sms_code })).toMatchObject({ action: 'done' });
  await receiver.came(4);
  await server.end('SIGTERM');

  const own = lines.filter((line) => line.sid === sid);
  const replied = own.filter(({ msg }) => msg === 'replied');
  expect(replied.map(({ route }) => route)).toEqual(['/calls/flow', '/calls/login', '/calls/verify']);
  expect(new Set(replied.map(({ request }) => request)).size).toBe(3);
  const jobs = own.filter(({ msg }) => msg === 'job done');
  expect(jobs.map(({ queue }) => queue)).toEqual(['fetch-record', 'build-report']);
  expect(jobs.every(({ job }) => /^[0-9a-f-]{36}$/.test(String(job)))).toBe(true);
  const pushes = own.filter(({ msg }) => msg === 'push acknowledged');
  expect(pushes.map(({ kind }) => kind).sort()).toEqual(['auth', 'report', 'result', 'tags']);
  expect(pushes.map(({ push }) => push).sort()).toEqual(receiver.received.map(({ id }) => id).sort());
  expect(own.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['record stored', 'report stored']));
}, 120_000);
