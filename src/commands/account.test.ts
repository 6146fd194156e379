/** `account`: who may use the console, from the command line. */

import { expect, test } from 'vitest';
import { runCli } from '../../test/cli-process.ts';
import { newTestPlace, openTestStore } from '../../test/store-kinds.ts';
import { checkPassword } from '../store/console/accounts.ts';

const run = (dataDir: string, ...words: string[]) => runCli(['account', ...words], { DATA_DIR: dataDir });

test('an account is made with a password that opens it, renewed, listed and removed', async () => {
  const place = await newTestPlace('pglite');
  const made = JSON.parse(run(place.dataDir, 'create', 'zhao', '--role', 'auditor').stdout);
  expect(made).toEqual({ username: 'zhao', role: 'auditor', password: expect.stringMatching(/^[\w-]{16}$/) });
  const renewed = JSON.parse(run(place.dataDir, 'password', 'zhao').stdout);
  expect(run(place.dataDir, 'list').stdout).toBe('auditor   zhao\n');

  const store = await openTestStore(place);
  expect(await checkPassword(store.db, 'zhao', made.password)).toBeNull();
  expect(await checkPassword(store.db, 'zhao', renewed.password)).toMatchObject({ role: 'auditor' });
  await store.close();

  expect(run(place.dataDir, 'remove', 'zhao').stdout).toBe('{"username":"zhao","removed":true}\n');
  await place.remove();
}, 90_000);

test.each([
  [['create', 'Zhao Li'], 'lower-case'],
  [['create', 'zhao', '--role', 'king'], 'operator, auditor'],
  [['nothing'], 'create, list, password, remove'],
])('%j is refused with what was expected', (words, expected) => {
  const { code, stderr } = run('/nowhere', ...words);
  expect([code, stderr]).toEqual([2, expect.stringContaining(expected)]);
});
