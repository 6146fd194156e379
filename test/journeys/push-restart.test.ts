/** The service as its own process, killed while a receiver holds a push: nothing is lost, and nothing goes out after its ok. */

import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { runCli } from '../cli-process.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../store-kinds.ts';
import type { Subscriber, WireReply } from '../test-wire.ts';
import { ok, openReceiver } from './push-receiver.ts';

/** No second verification. */
const tel = '13061300045';
const undo: (() => Promise<unknown> | undefined)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function xiangdan(place: TestPlace, ...words: string[]): string {
  const env = { DATA_DIR: place.dataDir, DATABASE_URL: place.databaseUrl ?? '' };
  const { code, stdout, stderr } = runCli(words, env);
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  return stdout;
}

async function start(place: TestPlace): Promise<ServerProcess> {
  const server = await startServer(place);
  undo.push(async () => {
    if (server.child.exitCode === null && server.child.signalCode === null) await server.end('SIGKILL');
  });
  return server;
}

async function post(server: ServerProcess, path: string, params: Record<string, string>): Promise<WireReply> {
  return (await (
    await fetch(server.url + path, { method: 'POST', body: new URLSearchParams(params) })
  ).json()) as WireReply;
}

async function tokenOf(server: ServerProcess, { appid, appsecret }: Record<string, string>): Promise<string> {
  const time = String(Math.floor(Date.now() / 1000));
  const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
  return (await post(server, '/token', { appid: String(appid), time, sign })).data.token;
}

/** What 45 seconds do to the claims of a node that died; an embedded store's only process needs none of it. */
async function letClaimsRunOut(place: TestPlace): Promise<void> {
  const store = await openTestStore(place);
  await store.db
    .updateTable('pushes')
    .set({ claimed_until: new Date(0) })
    .where('claimed_until', 'is not', null)
    .execute();
  await store.close();
}

describe.each(storeKinds)('on %s', (kind) => {
  test('a push that was under way at kill -9 goes out again under its id; every push is acknowledged exactly once', async () => {
    const place = await newTestPlace(kind);
    undo.push(() => place.remove());
    const acknowledged: string[] = [];
    const receiver = await openReceiver(() => new Promise(() => undefined));
    undo.push(async () => receiver.close());
    const app = JSON.parse(xiangdan(place, 'app', 'create', 'shop'));
    const { url } = receiver;
    const options = ['--auth-url', url, '--result-url', url, '--report-url', url, '--tags-url', url];
    xiangdan(place, 'app', 'set', app.appid, ...options);

    const first = await start(place);
    const token = await tokenOf(first, app);
    const flow = await post(first, '/calls/flow', { token, tel, uid: 'order-1' });
    const { pin } = (await (await fetch(`${first.sandboxUrl}/inspect/subscribers/${tel}`)).json()) as Subscriber;
    const { sid } = flow.data;
    expect(await post(first, '/calls/login', { token, sid, tel, pin_pwd: pin })).toMatchObject({ action: 'done' });
    await receiver.came(1);
    await first.end('SIGKILL');

    if (kind === 'postgres') await letClaimsRunOut(place);
    receiver.answer = (push) => {
      acknowledged.push(push.id);
      return ok(push);
    };
    const second = await start(place);
    await receiver.came(5);
    expect(receiver.received[1]).toMatchObject({ id: receiver.received[0]?.id, path: '/push?yulore_flag=auth' });
    expect(receiver.received[0]?.body.equals(receiver.received[1]?.body ?? Buffer.alloc(0))).toBe(true);
    expect(acknowledged).toEqual([...new Set(acknowledged)]);

    let pushes: { state: string; kind: string }[] = [];
    while (!pushes.length || pushes.some(({ state }) => state === 'pending'))
      pushes = (await post(second, `/sessions/${sid}`, { token })).data.pushes;
    expect(pushes.map((one) => [one.kind, one.state])).toEqual(
      ['auth', 'result', 'report', 'tags'].map((one) => [one, 'delivered']),
    );
    expect(await second.end('SIGTERM')).toBe(0);
    expect(receiver.received).toHaveLength(5);
    expect(acknowledged).toHaveLength(4);
  }, 120_000);
});
