/** `audit` and `keys`, run as an operator runs them on the embedded store. */

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../test/cli-process.ts';
import { newTestPlace, openTestStore, type TestPlace } from '../../test/store-kinds.ts';
import { findApp } from '../store/apps.ts';
import { createVault } from '../store/vault.ts';

/** Each command starts a process and opens the store: seconds on a machine that does other things too. */
const timeoutMs = 180_000;

describe('on the embedded store', () => {
  let place: TestPlace;
  beforeAll(async () => {
    place = await newTestPlace('pglite');
  });
  afterAll(() => place.remove());

  function run(...words: string[]) {
    const env = { DATA_DIR: place.dataDir };
    return runCli(words, env);
  }
  const keyIn = (file: string) => Buffer.from(readFileSync(join(place.dataDir, file), 'utf8').trim(), 'hex');

  test(
    'app changes are in the audit, which verifies; a wrong anchor is exit 1; a static token is shown once',
    () => {
      const { appid } = JSON.parse(run('app', 'create', 'shop').stdout);
      const words = ['--scopes', 'record,report', '--third-party', 'masked', '--token-static', 'on'];
      const set = JSON.parse(run('app', 'set', appid, ...words).stdout);
      expect(set).toMatchObject({ scopes: ['record', 'report'], thirdParty: 'masked' });
      expect(set.token).toMatch(/^[0-9a-f]{32}$/);
      expect(run('app', 'set', appid).stdout).not.toContain(set.token);
      const rows = run('audit', 'list', '--appid', appid)
        .stdout.trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(rows.map(({ actor, action }) => `${actor} ${action}`)).toEqual(['cli app.created', 'cli app.set']);
      const verified = run('audit', 'verify');
      expect(JSON.parse(verified.stdout)).toMatchObject({ rows: 2, last: expect.stringMatching(/^[0-9a-f]{64}@2$/) });
      expect(run('audit', 'verify', '--anchor', JSON.parse(verified.stdout).last)).toMatchObject({ code: 0 });
      expect(run('audit', 'verify', '--anchor', `${'0'.repeat(64)}@9`)).toMatchObject({
        code: 1,
        stderr: 'The audit is broken at row 9: the chain ends before the anchor: rows have been cut off.\n',
      });
    },
    timeoutMs,
  );

  test(
    'keys rotate keeps the old key beside the new one, and after keys rewrap the new one is enough',
    async () => {
      const { appid, appsecret } = JSON.parse(run('app', 'create', 'other').stdout);
      const before = keyIn('master.key');
      expect(run('keys', 'rotate')).toMatchObject({ code: 0, stderr: '' });
      expect(keyIn('master.key.previous')).toEqual(before);
      expect(keyIn('master.key')).not.toEqual(before);
      expect(statSync(join(place.dataDir, 'master.key')).mode & 0o777).toBe(0o600);
      expect(statSync(join(place.dataDir, 'master.key.previous')).mode & 0o777).toBe(0o600);
      const rewrapped = run('keys', 'rewrap');
      expect(JSON.parse(rewrapped.stdout)).toMatchObject({ unopenable: 0 });
      const store = await openTestStore(place);
      expect((await findApp(store.db, createVault(keyIn('master.key')), appid))?.appsecret).toBe(appsecret);
      await expect(findApp(store.db, createVault(before), appid)).rejects.toThrow('none of the known master keys');
      await store.close();
    },
    timeoutMs,
  );
});

describe('words that cannot be used', () => {
  test.each([
    [['audit'], 'Found "", expected one of verify, list.'],
    [['audit', 'verify', '--anchor', 'x'], '--anchor: found "x", expected HASH@SEQ as audit verify prints it.'],
    [['keys', 'drop'], 'Found "drop", expected one of backup, restore, rotate, rewrap.'],
    [['app', 'set', 'a1', '--scopes', 'record,all'], '--scopes: found "all", expected all or names among signin,'],
    [['app', 'set', 'a1', '--ip-allow', '10.0.0.0/33'], '--ip-allow: found "10.0.0.0/33", expected any, or addresses'],
    [['app', 'set', 'a1', '--contract-until', '2027-02-30'], '--contract-until: found "2027-02-30", expected none or'],
  ])(
    '%j',
    (words, sentence) => {
      const { code, stderr } = runCli(words, { DATA_DIR: '/proc/none' });
      expect(code).toBe(2);
      expect(stderr).toContain(sentence);
    },
    timeoutMs,
  );
});
