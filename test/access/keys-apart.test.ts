/** A backup without the data keys, and the newest ones apart: restored together, what was erased since opens no more. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawConsent } from '../../src/journey/consent.ts';
import type { Store } from '../../src/store/database.ts';
import { createSessions } from '../../src/store/sessions.ts';
import { runCli } from '../cli-process.ts';
import { keysLeft, needlesOf, rowsWith } from '../journeys/personal-bytes.ts';
import { erase, report } from '../journeys/session-states.ts';
import { databaseUrl } from '../prepare-stores.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';
import { drop, dump, openedWith, restoreInto, sealedOf } from './backup.ts';

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
    expect((await erase(wire, sids.erased)).status).toBe(0);
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
