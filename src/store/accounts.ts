/** Console accounts in the store: scrypt hashes of their passwords. */

import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { Database } from './database.ts';
import { dateOf } from './sessions.ts';

const deriveKey = promisify<string, Buffer, number, Buffer>(scrypt);

export type AccountRole = 'operator' | 'auditor';

/** Sets the account's password, making the account if it is new. */
export async function setAccount(
  db: Database,
  username: string,
  password: string,
  role: AccountRole,
  now: number,
): Promise<void> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, 32);
  const password_hash = `scrypt$${salt.toString('hex')}$${key.toString('hex')}`;
  await db
    .insertInto('accounts')
    .values({ username, password_hash, role, created_at: dateOf(now) })
    .onConflict((conflict) => conflict.column('username').doUpdateSet({ password_hash, role }))
    .execute();
}
