/** What survives the end of the process, and what the process says when it cannot start. */

import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type FailedStart, type ServerProcess, startServer, tryStart } from '../server-process.ts';
import { newTestPlace, storeKinds, type TestPlace } from '../store-kinds.ts';

const tel = '13010200026';
const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function place(kind: (typeof storeKinds)[number]): Promise<TestPlace> {
  const made = await newTestPlace(kind);
  undo.push(() => made.remove());
  return made;
}

async function start(at: TestPlace): Promise<ServerProcess> {
  const server = await startServer(at);
  undo.push(async () => {
    if (server.child.exitCode === null && server.child.signalCode === null) await server.end('SIGKILL');
  });
  return server;
}

async function subscriberOf(server: ServerProcess) {
  return (await fetch(`${server.sandboxUrl}/inspect/subscribers/${tel}`)).json() as Promise<{
    pin: string;
    sms: { code: string }[];
    calls: object[];
  }>;
}

async function setLatency({ sandboxUrl }: ServerProcess, ms: number): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${sandboxUrl}/inspect/latency`, { method: 'POST', headers, body: JSON.stringify({ ms }) });
}

async function poll(server: ServerProcess, sid: string) {
  for (;;) {
    const reply = await server.call('/calls/report', { sid });
    if (reply.action !== 'processing') return reply;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe.each(storeKinds)('on %s', (kind) => {
  test('a session that was opened before kill -9 signs in after it, and one that was signed in gets its report', async () => {
    const at = await place(kind);
    const first = await start(at);
    const { data } = await first.call('/calls/flow', { tel });
    await first.end('SIGKILL');

    const second = await start(at);
    const { pin } = await subscriberOf(second);
    expect(await second.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin })).toMatchObject({
      status: 0,
      action: 'processing',
    });
    const code = (await subscriberOf(second)).sms.at(-1)?.code ?? '';
    // Slow pages: the process dies while the months are being fetched.
    await setLatency(second, 400);
    expect(await second.call('/calls/verify', { sid: data.sid, sms_code: code })).toMatchObject({
      status: 0,
      action: 'done',
    });
    await second.end('SIGKILL');

    const third = await start(at);
    const report = await poll(third, data.sid);
    expect(report).toMatchObject({ status: 0, action: 'done', data: { sid: data.sid } });
    const record = await third.call('/calls/record', { sid: data.sid });
    expect(record.data.call_log.length).toBeGreaterThan(300);
    expect(await third.end('SIGTERM')).toBe(0);
  }, 120_000);
});

test('on the embedded store a call that was in hand at kill -9 holds its session no longer than its process', async () => {
  const at = await place('pglite');
  const first = await start(at);
  const { data } = await first.call('/calls/flow', { tel });
  const { pin } = await subscriberOf(first);
  await setLatency(first, 30_000);
  const login = { sid: data.sid, tel, pin_pwd: pin };
  const both = [1, 2].map(() => first.call('/calls/login', login).catch(() => null));
  // One of the two is in hand, and the carrier does not answer it.
  expect(await Promise.race(both)).toMatchObject({ status: 20018 });
  await first.end('SIGKILL');
  expect(await Promise.all(both)).toContain(null);

  const second = await start(at);
  await setLatency(second, 0);
  expect(await second.call('/calls/login', login)).toMatchObject({ status: 0, action: 'processing' });
});

describe('a start that cannot be', () => {
  async function failedStart(at: TestPlace, env: Record<string, string>): Promise<FailedStart> {
    const started = await tryStart(at, env);
    if (!('exitCode' in started)) {
      await started.end('SIGKILL');
      throw new Error('it started');
    }
    return started;
  }

  test('on a directory in use says so, names the process, and harms nothing', async () => {
    const at = await place('pglite');
    const server = await start(at);
    const { exitCode, stderr } = await failedStart(at, {});
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      new RegExp(
        `^xiangdan did not start\\. .* is in use by another xiangdan process \\(pid ${server.child.pid}\\)\\. [^\\n]+\\n$`,
      ),
    );
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await server.call('/calls/flow', { tel })).toMatchObject({ status: 0 });
  });

  test('on a taken port says which', async () => {
    const at = await place('pglite');
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const address = squatter.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const ofApi = await failedStart(at, { PORT: port });
    const ofSandbox = await failedStart(at, { SANDBOX_PORT: port });
    squatter.close();
    expect(ofApi).toEqual({
      exitCode: 1,
      stderr: `xiangdan did not start. Port ${port} is taken: choose another one with PORT.\n`,
    });
    expect(ofSandbox).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`Port ${port} is taken: choose another one with SANDBOX_PORT.`),
    });
  });

  test.each([
    [
      'a directory that cannot be made',
      { DATA_DIR: '/proc/xiangdan' },
      /^xiangdan did not start\. DATA_DIR \/proc\/xiangdan cannot be written \(\w+\): [^\n]+\n$/,
    ],
    ['a wrong setting', { PORT: 'x' }, /PORT: found "x", expected a port from 0 to 65535\n$/],
    [
      'a database that does not answer',
      { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' },
      /^xiangdan did not start\. PostgreSQL at 127\.0\.0\.1:1 cannot be used \(.*ECONNREFUSED.*\): check DATABASE_URL\.\n$/,
    ],
    ['production without a key', { NODE_ENV: 'production' }, /MASTER_KEY: found none, expected 64 hex digits/],
  ])('%s is one sentence and exit 1', async (_what, env, sentence) => {
    const { exitCode, stderr } = await failedStart(await place('pglite'), env);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toContain('secret');
  });

  test('a master key that was damaged is told by its file, and not replaced', async () => {
    const at = await place('pglite');
    writeFileSync(join(at.dataDir, 'master.key'), 'oops');
    const { exitCode, stderr } = await failedStart(at, {});
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/master\.key holds 4 characters, expected 64 hex digits/);
  });
});
