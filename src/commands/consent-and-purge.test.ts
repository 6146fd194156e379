/** `app create|set` with what they say of consents and retention, and `purge`, run as an operator runs them. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../../test/cli-process.ts';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../test/store-kinds.ts';
import { createApp } from '../store/apps.ts';
import { consentRulesOf } from '../store/consents.ts';
import type { Database } from '../store/database.ts';
import { createSessions } from '../store/sessions.ts';
import { createVault } from '../store/vault.ts';

const masterKey = Buffer.alloc(32, 5);

function xiangdan(words: string[], { dataDir, databaseUrl }: Pick<TestPlace, 'dataDir' | 'databaseUrl'>) {
  const env = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? '', MASTER_KEY: masterKey.toString('hex') };
  return runCli(words, env);
}

describe.each(storeKinds)('on %s', (kind) => {
  let place: TestPlace;
  beforeEach(async () => {
    place = await newTestPlace(kind);
  });
  afterEach(() => place.remove());

  const run = (...words: string[]) => xiangdan(words, place);
  async function onStore<T>(act: (db: Database) => Promise<T>): Promise<T> {
    const store = await openTestStore(place);
    try {
      return await act(store.db);
    } finally {
      await store.close();
    }
  }

  test('an app is made with the consent that it must hand in, and set to keep less', async () => {
    const { appid } = JSON.parse(run('app', 'create', 'shop', '--consent', 'required').stdout);
    expect(await onStore((db) => consentRulesOf(db, appid))).toEqual({
      ...{ name: 'shop', consent: 'required', retentionDays: null },
    });
    const set = run('app', 'set', appid, '--retention-days', '7', '--consent', 'assumed');
    expect(JSON.parse(set.stdout)).toMatchObject({ appid, consent: 'assumed', retentionDays: 7 });
  });

  test('purge erases what is due and prints how many rows of each kind went', async () => {
    const { appid } = await onStore((db) => createApp(db, createVault(masterKey), 'shop', 0));
    const sessions = createSessions(createVault(masterKey));
    const subject = { tel: '13001000012', uid: '', userInfo: null, userContacts: [] };
    const where = { appid, carrier: 'unicom', province: '广东', city: '深圳' } as const;
    const now = Date.now() / 1000;
    await onStore(async (db) => {
      await sessions.insert(db, { sid: 'SIDold', ...where, subject, step: null, now: now - 31 * 86_400 });
      await sessions.insert(db, { sid: 'SIDnew', ...where, subject, step: null, now });
    });
    const { code, stdout } = run('purge');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ idle_sessions: 1, sessions: 1, tokens: 0 });
    const states = await onStore((db) => db.selectFrom('sessions').select(['sid', 'state']).orderBy('sid').execute());
    expect(states).toEqual([
      { sid: 'SIDnew', state: 'awaiting_login' },
      { sid: 'SIDold', state: 'erased' },
    ]);
  });
});

test.each([
  [['app', 'create', 'x', '--consent', 'yes'], '--consent: found "yes", expected required or assumed.'],
  [['app', 'set', 'a1', '--retention-days', '31'], '--retention-days: found "31", expected 1 to 30 (RETENTION_DAYS)'],
  [['app', 'set', 'a1', '--retention-days', '0'], '--retention-days: found "0"'],
  [['purge', 'now'], 'Found "now", expected nothing more.'],
  [['receipt', 'verify', 'a.json'], 'Found no --key, expected the saved reply of /receipts/key.'],
  [['receipt', 'show'], 'Found "show", expected verify.'],
])('%j is refused before the store is opened, with what was expected', (words, sentence) => {
  const { code, stdout, stderr } = xiangdan(words, { dataDir: '/proc/none', databaseUrl: null });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(sentence);
});
