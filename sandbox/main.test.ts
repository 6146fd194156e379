/** Tests of the program: what it says, how it ends, and what a kill leaves behind. */

import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { inherited } from '../test/cli-process.ts';
import { openTestBrowser } from './http/test-browser.ts';
import { unicomTel } from './unicom/test-journey.ts';

const program = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sandbox-main-'));
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function start(settings: Record<string, string>, stdio: StdioOptions = ['ignore', 'pipe', 'pipe']) {
  const child = spawn(process.execPath, [program], { env: { ...inherited(), SANDBOX_PORT: '0', ...settings }, stdio });
  started.push(child);
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    said.out += chunk;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said.err += chunk;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  return { child, said, ended };
}

/** Starts it and waits for its line; the origin that it names. */
async function startReady(settings: Record<string, string> = {}, stdio?: StdioOptions) {
  const running = start(settings, stdio);
  const { child, said } = running;
  while (!said.out.includes('\n') && child.stdout) await once(child.stdout, 'data');
  return { ...running, origin: said.out.replace('sandbox ready ', '').trim() };
}

test.each(['SIGTERM', 'SIGINT'] as const)('it says one line, serves, and exits 0 on %s', async (signal) => {
  const { child, said, ended, origin } = await startReady();
  expect(said.out).toMatch(/^sandbox ready http:\/\/127\.0\.0\.1:\d+\n$/);
  expect((await fetch(`${origin}/inspect/collectors`)).status).toBe(200);
  child.kill(signal);
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(said.err).toBe('');
});

test('it does not outlive the parent that holds its channel', async () => {
  const { child } = await startReady({}, ['ignore', 'pipe', 'pipe', 'ipc']);
  // Not 'close': Node does not fire it once the parent has let go of the channel.
  const exited = once(child, 'exit');
  child.disconnect();
  expect(await exited).toEqual([0, null]);
});

async function failure(settings: Record<string, string>): Promise<string> {
  const { said, ended } = start(settings);
  expect(await ended).toEqual({ code: 1, signal: null });
  expect(said.out).toBe('');
  return said.err;
}

test('it refuses production', async () => {
  expect(await failure({ NODE_ENV: 'production' })).toBe(
    'The sandbox carriers are for tests and demos and do not start with NODE_ENV=production.\n',
  );
});

test('a taken port ends it with one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await failure({ SANDBOX_PORT: String(port) })).toBe(
    `Port ${port} is taken: choose another one with SANDBOX_PORT.\n`,
  );
  other.close();
});

test.each([
  [{ SANDBOX_PORT: '65536' }, 'SANDBOX_PORT must be a whole number from 0 to 65535, not "65536".\n'],
  [{ SANDBOX_PORT: '80a' }, 'SANDBOX_PORT must be a whole number from 0 to 65535, not "80a".\n'],
  [{ SANDBOX_LATENCY_MS: '-1' }, 'SANDBOX_LATENCY_MS must be a whole number from 0 to 60000, not "-1".\n'],
])('the bad setting %o ends it with one sentence', async (settings, sentence) => {
  expect(await failure(settings)).toBe(sentence);
});

test('a state file that is none, or cannot be written, ends it with one sentence', async () => {
  const foreign = join(folder, 'foreign');
  writeFileSync(foreign, 'hello\n');
  for (const file of [foreign, join(folder, 'no-such-folder', 'state')]) {
    expect(await failure({ SANDBOX_STATE_FILE: file })).toMatch(/^SANDBOX_STATE_FILE cannot be used: [^\n]+\.\n$/);
  }
});

test('after kill -9 a signed-in subscriber goes on where he was: session, pending code and inbox are there', async () => {
  const settings = { SANDBOX_STATE_FILE: join(folder, 'state') };
  const tel = unicomTel('北京', '北京', '51');
  const inspect = async (origin: string) =>
    JSON.parse(await (await fetch(`${origin}/inspect/subscribers/${tel}`)).text());

  const first = await startReady(settings);
  const browser = openTestBrowser(`${first.origin}/unicom`);
  const { pin } = await inspect(first.origin);
  await browser.get('/portal/Service/MallLogin', { userName: tel, password: pin });
  await browser.post('/e3/static/check/checklogin/');
  await browser.post('/e3/static/query/sendRandomCode');
  const [sms] = (await inspect(first.origin)).sms;
  first.child.kill('SIGKILL');
  await first.ended;

  const second = await startReady(settings);
  expect((await inspect(second.origin)).sms).toEqual([sms]);
  const later = openTestBrowser(`${second.origin}/unicom`, browser.cookies);
  const handedIn = await later.post('/e3/static/query/verificationSubmit', { inputcode: sms.code });
  expect(await handedIn.json()).toEqual({ flag: '00' });
});
