/** A backup from before an erasure, restored: without the data keys, and the newest ones apart, the erased session opens no more in it. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawConsent } from '../../src/journey/consent.ts';
import { openPglite, openPostgres, type Store } from '../../src/store/database.ts';
import { rewrapAll } from '../../src/store/rewrap.ts';
import { createSessions } from '../../src/store/sessions.ts';
import { createVault, open, type Vault } from '../../src/store/vault.ts';
import { runCli } from '../cli-process.ts';
import { keysLeft, needlesOf, rowsWith } from '../journeys/personal-bytes.ts';
import { erase as eraseByCall, report } from '../journeys/session-states.ts';
import { copyDirectory, databaseUrl, onServer } from '../prepare-stores.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../store-kinds.ts';
import { openTestWire, type Subscriber, type TestWire } from '../test-wire.ts';

const [postgresBin = ''] = globSync('/usr/lib/postgresql/*/bin').sort().reverse();

async function reported(server: ServerProcess, tel: string): Promise<string> {
  const { sid } = (await server.call('/calls/flow', { tel })).data;
  const phone = async () =>
    (await (await fetch(`${server.sandboxUrl}/inspect/subscribers/${tel}`)).json()) as Subscriber;
  let reply = await server.call('/calls/login', { sid, tel, pin_pwd: (await phone()).pin });
  while (reply.status === 0 && reply.action === 'processing') {
    reply = await server.call('/calls/verify', { sid, sms_code: (await phone()).sms.at(-1)?.code ?? '' });
  }
  expect(reply).toMatchObject({ status: 0, action: 'done' });
  do {
    await pause(100);
    reply = await server.call('/calls/report', { sid });
  } while (reply.action === 'processing');
  expect(reply.status).toBe(0);
  return sid;
}

async function erase(server: ServerProcess, { dataDir }: TestPlace, sid: string): Promise<void> {
  const { appid, appsecret } = JSON.parse(readFileSync(join(dataDir, 'demo-app.json'), 'utf8'));
  const time = String(Math.floor(Date.now() / 1000));
  const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
  const given = await fetch(`${server.url}/token?${new URLSearchParams({ appid, time, sign })}`);
  const { data } = (await given.json()) as { data: { token: string } };
  const reply = await fetch(`${server.url}/sessions/${sid}?token=${data.token}`, { method: 'DELETE' });
  expect(await reply.json()).toMatchObject({ status: 0, data: { sid, reason: 'app' } });
}

/** Of a running server, as an operator's backup is; gives how to open what was restored of it. */
async function backUp({ dataDir, databaseUrl: url }: TestPlace) {
  if (!url) {
    const directory = join(mkdtempSync(join(tmpdir(), 'xiangdan-backup-')), 'pglite');
    copyDirectory(join(dataDir, 'pglite'), directory);
    return {
      restore: () => openPglite(directory),
      remove: async () => rmSync(dirname(directory), { recursive: true, force: true }),
    };
  }
  const file = join(dataDir, 'backup.sql');
  dump(url, file);
  const backup = databaseUrl(url, `${new URL(url).pathname.slice(1)}_backup`);
  return {
    restore: () => restoreInto(backup, file),
    remove: () => drop(backup),
  };
}

function dump(url: string, file: string, ...more: string[]): void {
  execFileSync(join(postgresBin, 'pg_dump'), ['--dbname', url, '--file', file, ...more]);
}

async function restoreInto(url: string, file: string): Promise<Store> {
  await onServer(databaseUrl(url, 'postgres'), `create database ${new URL(url).pathname.slice(1)}`);
  execFileSync(join(postgresBin, 'psql'), ['--quiet', '--dbname', url, '--file', file], { stdio: 'ignore' });
  return openPostgres(url);
}

const drop = (url: string) =>
  onServer(databaseUrl(url, 'postgres'), `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);

/** Everything of a session that is sealed under its data key. */
async function sealedOf({ db }: Store, sid: string) {
  const session = await db.selectFrom('sessions').selectAll().where('sid', '=', sid).executeTakeFirstOrThrow();
  const record = await db.selectFrom('records').selectAll().where('sid', '=', sid).executeTakeFirstOrThrow();
  const reports = await db.selectFrom('reports').selectAll().where('sid', '=', sid).executeTakeFirstOrThrow();
  const key = await db.selectFrom('data_keys').selectAll().where('id', '=', sid).executeTakeFirst();
  const sealed = [
    [`subject:${sid}`, session.subject_sealed],
    [`record:${sid}`, record.body_sealed],
    [`columns:${sid}`, record.columns_sealed],
    [`report:${sid}`, reports.body_sealed],
    [`score:${sid}`, reports.score_sealed],
    [`tags:${sid}`, reports.tags_sealed],
  ] as const;
  return { sealed, keyWrapped: Buffer.from(key?.key_wrapped ?? []) };
}

function openedWith(keys: readonly Buffer[], { sealed }: Awaited<ReturnType<typeof sealedOf>>): number {
  return sealed.filter(([purpose, bytes]) => keys.some((key) => opens(key, purpose, bytes))).length;
}

function opens(key: Buffer, purpose: Parameters<typeof open>[1], sealed: Uint8Array | null): boolean {
  if (!sealed) return false;
  try {
    open(key, purpose, Buffer.from(sealed));
    return true;
  } catch {
    return false;
  }
}

describe.each(storeKinds)('a whole backup on %s', (kind) => {
  const undo: (() => Promise<unknown>)[] = [];
  let live: Store;
  let backup: Store;
  let vault: Vault;
  let masterKey: Buffer;
  let erased: string;
  let kept: string;

  beforeAll(async () => {
    const place = await newTestPlace(kind);
    undo.push(() => place.remove());
    const server = await startServer(place);
    undo.push(async () => server.child.exitCode ?? server.end('SIGKILL'));
    erased = await reported(server, '13010200841');
    kept = await reported(server, '13010200842');
    const copy = await backUp(place);
    undo.push(copy.remove);
    await erase(server, place, erased);
    await server.end('SIGTERM');
    masterKey = Buffer.from(readFileSync(join(place.dataDir, 'master.key'), 'utf8').trim(), 'hex');
    vault = createVault(masterKey);
    live = await openTestStore(place);
    undo.push(() => live.close());
    backup = await copy.restore();
    undo.push(() => backup.close());
  }, 120_000);
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  });

  test('the keys that the live store still has open the session that was kept, and nothing of the erased one', async () => {
    const keys = await keysLeft(live, vault);
    expect(openedWith(keys, await sealedOf(backup, kept))).toBe(6);
    expect(openedWith(keys, await sealedOf(backup, erased))).toBe(0);
  });

  test('the backup has its own wrapped key, which the master key opens until it is changed: then nothing live does', async () => {
    const { keyWrapped, ...old } = await sealedOf(backup, erased);
    // Not defended, and said so in docs/security.md: whoever has a backup with its keys and the master key of its day has what it holds.
    expect(openedWith([vault.unwrapDataKey(erased, keyWrapped)], { keyWrapped, ...old })).toBe(6);

    const next = Buffer.alloc(32, 9);
    const { unopenable } = await rewrapAll(live.db, createVault(next, [masterKey]));
    expect(unopenable).toBe(0);
    const after = createVault(next);
    expect(() => after.unwrapDataKey(erased, keyWrapped)).toThrow('none of the known master keys');
    const keys = await keysLeft(live, after);
    expect(openedWith(keys, { keyWrapped, ...old })).toBe(0);
    expect(openedWith(keys, await sealedOf(live, kept))).toBe(6);
  });
});

describe.skipIf(!process.env.TEST_DATABASE_URL)('a backup without the data keys, and the keys apart', () => {
  const undo: (() => Promise<unknown>)[] = [];
  let wire: TestWire;
  let folder: string;
  let url: string;
  let sids: { erased: string; withdrawn: string; kept: string };
  beforeAll(async () => {
    wire = await openTestWire('postgres');
    undo.push(() => wire.close());
    folder = mkdtempSync(join(tmpdir(), 'xiangdan-apart-'));
    undo.push(async () => rmSync(folder, { recursive: true, force: true }));
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(wire.store.db);
    url = databaseUrl(process.env.TEST_DATABASE_URL ?? '', rows[0]?.name ?? '');
    sids = {
      erased: await report(wire, '13010200851', { uid: 'erased-1' }),
      withdrawn: await report(wire, '13010200852', { uid: 'withdrawn-1' }),
      kept: await report(wire, '13010200853', { uid: 'kept-1' }),
    };
    dump(url, fileOf('backup.sql'), '--exclude-table-data=data_keys');
    expect(keys(url, 'backup', '--out', fileOf('keys'))).toMatchObject({ code: 0, stderr: '' });
    writeFileSync(fileOf('keys-of-that-day'), readFileSync(fileOf('keys')));
    expect((await eraseByCall(wire, sids.erased)).status).toBe(0);
    const { appid } = wire.app;
    await withdrawConsent(wire.journey, { sid: sids.withdrawn, appid }, { actor: 'subject' });
    expect(keys(url, 'backup', '--out', fileOf('keys'))).toMatchObject({ code: 0, stderr: '' });
  }, 120_000);
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  });

  const fileOf = (name: string) => join(folder, name);
  function keys(of: string, ...words: string[]) {
    return runCli(['keys', ...words], { DATABASE_URL: of, DATA_DIR: folder, MASTER_KEY: '07'.repeat(32) });
  }
  async function restored(name: string): Promise<{ to: string; store: Store }> {
    const to = `${url}_${name}`;
    const store = await restoreInto(to, fileOf('backup.sql'));
    undo.push(async () => {
      await store.close();
      await drop(to);
    });
    return { to, store };
  }
  const idsIn = (file: string) =>
    [...readFileSync(fileOf(file), 'utf8').matchAll(/^(SID\w+) /gm)].map(([, sid]) => sid);

  test('the backup has no key of anybody, and the keys newest saved none of what was erased or withdrawn', async () => {
    const { store } = await restored('bare');
    expect(await store.db.selectFrom('data_keys').selectAll().execute()).toEqual([]);
    for (const sid of Object.values(sids)) {
      expect(openedWith(await keysLeft(store, wire.journey.vault), await sealedOf(store, sid))).toBe(0);
      // Until the keys are restored it is as if it were erased.
      const session = await createSessions(wire.journey.vault).find(store.db, sid);
      expect(session).toMatchObject({ state: 'erased', subject: null, dataKey: null });
    }
    expect(idsIn('keys-of-that-day').sort()).toEqual(Object.values(sids).sort());
    expect(idsIn('keys')).toEqual([sids.kept]);
  });

  test('restored with the newest keys it opens what was kept; nothing in it opens what was erased, and that is erased again', async () => {
    const { to, store } = await restored('newest');
    const { vault } = wire.journey;
    const sealed = { erased: await sealedOf(store, sids.erased), withdrawn: await sealedOf(store, sids.withdrawn) };
    const done = keys(to, 'restore', '--in', fileOf('keys'));
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(done.stdout)).toEqual({ restored: 1, unused: 0, erased: 2 });
    const left = await keysLeft(store, vault);
    expect(openedWith(left, await sealedOf(store, sids.kept))).toBe(6);
    expect(openedWith(left, sealed.erased)).toBe(0);
    expect(openedWith(left, sealed.withdrawn)).toBe(0);
    const sessions = createSessions(vault);
    expect((await sessions.find(store.db, sids.kept))?.subject).toMatchObject({ tel: '13010200853', uid: 'kept-1' });
    // How often a number was asked for is counted for a day, whoever erases what.
    expect(await rowsWith(store, await needlesOf(store, vault, '13010200851', 'erased-1'))).toEqual(['flow_calls']);
    const receipt = await store.db.selectFrom('receipts').selectAll().where('sid', '=', sids.erased).executeTakeFirst();
    expect(receipt).toMatchObject({ reason: 'restored' });
  });

  test('with the keys of its own day it opens whole: that is why only the newest are kept', async () => {
    const { to, store } = await restored('of_that_day');
    expect(JSON.parse(keys(to, 'restore', '--in', fileOf('keys-of-that-day')).stdout)).toEqual({
      ...{ restored: 3, unused: 0, erased: 0 },
    });
    expect(openedWith(await keysLeft(store, wire.journey.vault), await sealedOf(store, sids.erased))).toBe(6);
    const said = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
    expect(said).toContain('**A backup with its data keys, and the master key of its day.**');
  });

  test.each([
    [
      'from before the backup',
      () => cut({ takenAt: '2026-11-19T00:00:00.000Z' }),
      'expected keys that were saved after',
    ],
    ['that end in the middle', () => readFileSync(fileOf('keys'), 'utf8').replace(/end 1\n$/, ''), 'expected "end 1"'],
    ['of another kind', () => 'SELECT 1;\n', 'line 1: found another, expected a file of keys backup'],
  ])('keys %s are refused, and nothing is changed', async (what, text, sentence) => {
    const { to, store } = await restored(what.replaceAll(' ', '_'));
    writeFileSync(fileOf('odd'), text());
    const { code, stderr } = keys(to, 'restore', '--in', fileOf('odd'));
    expect(stderr).toContain(sentence);
    expect(code).toBe(2);
    expect(await store.db.selectFrom('data_keys').selectAll().execute()).toEqual([]);
    const states = await store.db.selectFrom('sessions').select('state').execute();
    expect(states.map(({ state }) => state)).toEqual(['reported', 'reported', 'reported']);
  });

  const cut = ({ takenAt }: { takenAt: string }) =>
    readFileSync(fileOf('keys'), 'utf8').replace(/^(xiangdan data keys 1) .*$/m, `$1 ${takenAt}`);
});
