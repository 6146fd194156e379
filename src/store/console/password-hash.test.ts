/** Hashes of passwords: the right word opens, no other does, and each hash says what it cost. */

import { expect, test } from 'vitest';
import { hashPassword, isPasswordOf } from './password-hash.ts';

const cheap = { N: 16, r: 1, p: 1 };

test('the password opens its hash and no other one does', async () => {
  const hash = await hashPassword('correct horse battery', cheap);
  expect(await isPasswordOf(hash, 'correct horse battery')).toBe(true);
  expect(await isPasswordOf(hash, 'correct horse batterY')).toBe(false);
  expect(await hashPassword('correct horse battery', cheap)).not.toBe(hash);
});

test('a hash of another cost still opens, since it says its own', async () => {
  const dearer = await hashPassword('correct horse battery', { N: 64, r: 2, p: 2 });
  expect(dearer).toMatch(/^scrypt\$64\$2\$2\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
  expect(await isPasswordOf(dearer, 'correct horse battery')).toBe(true);
});

test('nobody has no password, and whoever asks for none costs what an account does', async () => {
  expect(await hashPassword('correct horse battery')).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(await isPasswordOf(null, '')).toBe(false);
  await expect(isPasswordOf('scrypt$32768$8$3$00$', 'x')).resolves.toBe(false);
});
