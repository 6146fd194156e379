/** `app set|rotate|disable` and `push list|replay`, run as an operator runs them, on every kind of store. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../../test/cli-process.ts';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../test/store-kinds.ts';
import { insertToken } from '../store/apps/tokens.ts';
import { createApp, findApp, setAppPushes } from '../store/apps.ts';
import type { Database } from '../store/database.ts';
import { claimDuePushes, insertPush, markDelivered, markUnacknowledged } from '../store/pushes.ts';
import { createSessions } from '../store/sessions.ts';
import { createVault } from '../store/vault.ts';

const now = 1_795_147_200;
const url = 'http://receiver.example/push';
const nowhere = { auth: null, result: null, report: null, tags: null };

const masterKey = Buffer.alloc(32, 5);
const vault = createVault(masterKey);

function xiangdan(words: string[], place: Pick<TestPlace, 'dataDir' | 'databaseUrl'>) {
  const env = { DATA_DIR: place.dataDir, DATABASE_URL: place.databaseUrl ?? '', MASTER_KEY: masterKey.toString('hex') };
  return runCli(words, env);
}

describe('words that cannot be used', () => {
  test.each([
    [['app', 'set', 'a1', '--auth-url', 'ftp://x.example/'], '--auth-url: expected http:// or https://.'],
    [
      ['app', 'set', 'a1', '--tags-url', 'https://u:secret@x.example/'],
      '--tags-url: expected no user and password in it.',
    ],
    [['app', 'set', 'a1', '--encrypt', 'yes'], '--encrypt: found "yes", expected on or off.'],
    [['app', 'set', 'a1', '--push', url], "Unknown option '--push'"],
    [['app', 'set', 'a1', 'other'], 'Found "other" after the appid'],
    [['app', 'rotate'], 'Found no appid, expected one.'],
    [['app', 'drop'], 'Found "drop", expected one of create, list, set, rotate, disable, enable.'],
    [['push', 'list', '--state', 'lost'], '--state: found "lost", expected one of pending, delivered, failed.'],
    [['push', 'replay'], 'Found no id, expected one of those that push list shows.'],
    [['push'], 'Found "", expected list or replay.'],
  ])('%j is refused before the store is opened, and nothing secret is repeated', (words, sentence) => {
    const { code, stdout, stderr } = xiangdan(words, { dataDir: '/proc/none', databaseUrl: null });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('secret');
  });
});

describe.each(storeKinds)('on %s', (kind) => {
  let place: TestPlace;
  let appid: string;
  let appsecret: string;

  beforeEach(async () => {
    place = await newTestPlace(kind);
    ({ appid, appsecret } = await onStore((db) => createApp(db, vault, 'shop', now)));
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
  const set = (...words: string[]) => run('app', 'set', appid, ...words);

  test('app set sets what is named, clears what is none, leaves the rest, and prints what is set', () => {
    expect(set('--auth-url', url, '--report-url', `${url}?a=1`, '--encrypt', 'on')).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(JSON.parse(set('--auth-url', 'none', '--tags-url', url).stdout)).toMatchObject({
      appid,
      urls: { ...nowhere, report: `${url}?a=1`, tags: url },
      encrypted: true,
    });
  });

  test('app rotate gives a new secret and ends the tokens of the old one', async () => {
    const token = { token: 'a'.repeat(32), appid, issuedAt: now, expiresAt: now + 7200, mostPerHour: 600 };
    await onStore((db) => insertToken(db, token));
    const rotated = JSON.parse(run('app', 'rotate', appid).stdout);
    expect(rotated).toEqual({ appid, appsecret: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(rotated.appsecret).not.toBe(appsecret);
    expect((await onStore((db) => findApp(db, vault, appid)))?.appsecret).toBe(rotated.appsecret);
    expect(await onStore((db) => db.selectFrom('tokens').select('appid').where('appid', '=', appid).execute())).toEqual(
      [],
    );
  });

  test('app disable shows in the list, and an app that is not there is named', () => {
    expect(run('app', 'disable', appid)).toEqual({
      code: 0,
      stdout: `{"appid":"${appid}","disabled":true}\n`,
      stderr: '',
    });
    expect(run('app', 'list').stdout).toBe(`${appid}  disabled  shop\n`);
    expect(run('app', 'disable', 'nobody')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no app "nobody"'),
    });
  });

  test('push list shows what failed and why; push replay sends that again and refuses what was acknowledged', async () => {
    const ids = await onStore(async (db) => {
      await setAppPushes(db, appid, { urls: { auth: url, result: url } });
      const number = { carrier: 'unicom', province: '河南', city: '郑州' } as const;
      const subject = { tel: '13007500010', uid: 'u', userInfo: null, userContacts: [] };
      const session = { sid: 'SID1', appid, ...number, subject, step: {}, now };
      await createSessions(vault).insert(db, session);
      await insertPush(db, session, 'auth', now);
      await insertPush(db, session, 'result', now);
      const take = () =>
        claimDuePushes(db, { perApp: 1, most: 1 }, { now, until: now + 45, takesOver: true, firstWaitSeconds: 0 });
      const [failed] = await take();
      if (!failed) throw new Error('nothing was claimed');
      await markUnacknowledged(db, failed, { status: 500, error: 'not a 2xx' }, null, now);
      const [delivered] = await take();
      if (!delivered) throw new Error('nothing was claimed');
      await markDelivered(db, delivered, 200, now);
      return { failed: failed.id, delivered: delivered.id };
    });
    const line = `${ids.failed}  2026-11-20 12:00:00  auth    failed     1 attempts  SID1  500 not a 2xx\n`;
    expect(run('push', 'list', '--state', 'failed').stdout).toBe(line);

    expect(run('push', 'replay', ids.delivered)).toEqual({
      code: 1,
      stdout: '',
      stderr: `The push ${ids.delivered} was acknowledged and does not go out again.\n`,
    });
    expect(run('push', 'replay', ids.failed)).toMatchObject({
      code: 0,
      stdout: `{"id":"${ids.failed}","state":"pending"}\n`,
    });
    expect(run('push', 'replay', ids.failed).stderr).toBe(`The push ${ids.failed} is still being tried.\n`);
    expect(run('push', 'replay', 'msg_x').stderr).toBe(
      'Found no push "msg_x", expected one of those that push list shows.\n',
    );
  }, 120_000);
});
