/** An installation that began on the embedded store goes on with PostgreSQL. */

import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { lockDirectory } from '../../src/store/database/lock-directory.ts';
import { runCli } from '../cli-process.ts';
import { databaseUrl, onServer } from '../prepare-stores.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { newTestPlace, type TestPlace } from '../store-kinds.ts';
import type { Subscriber } from '../test-wire.ts';

const serverUrl = process.env.TEST_DATABASE_URL ?? '';
/** No second verification. */
const tels = ['13061300041', '13061300042'] as const;

const undo: (() => Promise<unknown> | undefined)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function place(): Promise<TestPlace> {
  const made = await newTestPlace('pglite');
  undo.push(() => made.remove());
  return made;
}

async function emptyDatabase(): Promise<string> {
  const name = `xiangdan_move_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `create database ${name}`);
  undo.push(() => onServer(serverUrl, `drop database if exists ${name} with (force)`));
  return databaseUrl(serverUrl, name);
}

async function start(at: TestPlace): Promise<ServerProcess> {
  const server = await startServer(at);
  undo.push(() => ((server.child.exitCode ?? server.child.signalCode) === null ? server.end('SIGKILL') : undefined));
  return server;
}

function migrate(env: Record<string, string>, ...words: string[]) {
  return runCli(['migrate-store', ...words], env);
}

function contentOf(directory: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    hash.update(path).update(entry.isFile() ? readFileSync(path) : '');
  }
  return hash.digest('hex');
}

async function signIn(server: ServerProcess, tel: string): Promise<string> {
  const reply = await fetch(`${server.sandboxUrl}/inspect/subscribers/${tel}`);
  const { pin } = (await reply.json()) as Subscriber;
  const { data } = await server.call('/calls/flow', { tel });
  expect(await server.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin })).toMatchObject({ action: 'done' });
  return data.sid;
}

async function report(server: ServerProcess, sid: string) {
  for (;;) {
    const reply = await server.call('/calls/report', { sid });
    if (reply.action !== 'processing') return reply;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe.skipIf(serverUrl === '')('migrate-store', () => {
  test('brings records, reports and apps along, and a fetch that was under way is finished on PostgreSQL', async () => {
    const at = await place();
    const url = await emptyDatabase();
    const before = await start(at);
    const done = await signIn(before, tels[0]);
    const documents = [await report(before, done), await before.call('/calls/record', { sid: done })];
    const headers = { 'content-type': 'application/json' };
    await fetch(`${before.sandboxUrl}/inspect/latency`, { method: 'POST', headers, body: '{"ms":400}' });
    const unfinished = await signIn(before, tels[1]);
    await before.end('SIGKILL');

    const directory = join(at.dataDir, 'pglite');
    const content = contentOf(directory);
    const run = migrate({ DATA_DIR: at.dataDir }, '--to', url);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^ {2}sessions +2$/m);
    expect(run.stdout).toMatch(/^ {2}records +1$/m);
    expect(run.stdout).toContain(`MASTER_KEY set to the content of ${join(at.dataDir, 'master.key')}`);
    expect(run.stdout).not.toContain(readFileSync(join(at.dataDir, 'master.key'), 'utf8').trim());
    expect(contentOf(directory)).toBe(content);
    expect(existsSync(`${directory}.moving`)).toBe(false);

    const after = await start({ ...at, databaseUrl: url });
    expect([await report(after, done), await after.call('/calls/record', { sid: done })]).toEqual(documents);
    expect(await report(after, unfinished)).toMatchObject({ status: 0, data: { sid: unfinished } });
    // A second time the database is not empty any more.
    expect(migrate({}, '--from', at.dataDir, '--to', url)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Found rows in table \w+ of the target, expected an empty database\.\n$/),
    });
  }, 200_000);

  test('refuses a directory in use, and one that holds no store', async () => {
    const at = await place();
    const lock = lockDirectory(at.dataDir);
    const inUse = migrate({ DATA_DIR: at.dataDir }, '--to', serverUrl);
    lock.release();
    expect(inUse.code).toBe(1);
    expect(inUse.stderr).toMatch(/ is in use by another xiangdan process \(pid \d+\)\. [^\n]+\n$/);
    const nothing = migrate({ DATA_DIR: join(at.dataDir, 'nothing') }, '--to', serverUrl);
    expect(nothing.code).toBe(1);
    expect(nothing.stderr).toMatch(/^Found no embedded store in \S+, expected the DATA_DIR of one\.\n$/);
  });

  test('refuses a key that did not seal the store before anything is written', async () => {
    const at = await place();
    const created = runCli(['app', 'create', 'one'], { DATA_DIR: at.dataDir });
    expect(created.code).toBe(0);
    const url = await emptyDatabase();
    const wrong = migrate({ DATA_DIR: at.dataDir, MASTER_KEY: 'ab'.repeat(32) }, '--to', url);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(
      /^The master key does not open the secret of app [0-9a-f]{16}: expected the key that sealed it\.\n$/,
    );
    expect(migrate({ DATA_DIR: at.dataDir }, '--to', url)).toMatchObject({ code: 0 });
  });
});

test.each([
  [[], 'Found no --to, expected the URL of a PostgreSQL database.'],
  [['--to', 'mysql://u:secret@h/x'], '--to: found 20 characters, expected a URL that begins with postgres://.'],
])('migrate-store with %j is wrong use', (words, sentence) => {
  const { code, stderr } = migrate({}, ...words);
  expect(code).toBe(2);
  expect(stderr.split('\n')[0]).toBe(sentence);
});
