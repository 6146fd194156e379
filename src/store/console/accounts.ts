/** Console accounts in the store, with hashes of their passwords (password-hash.ts). */

import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import { isPasswordOf } from './password-hash.ts';

export const accountRoles = ['operator', 'auditor'] as const;
export type AccountRole = (typeof accountRoles)[number];

export interface Account {
  username: string;
  role: AccountRole;
  createdAt: number;
}

/** Sets the account's password and role, making the account if it is new. Whoever is signed in with the old one is signed out. */
export async function setAccount(
  db: Database,
  username: string,
  passwordHash: string,
  role: AccountRole,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('accounts')
      .values({ username, password_hash: passwordHash, role, created_at: dateOf(now) })
      .onConflict((conflict) => conflict.column('username').doUpdateSet({ password_hash: passwordHash, role }))
      .execute();
    await transaction.deleteFrom('console_sessions').where('username', '=', username).execute();
  });
}

/** False when there is such an account already. */
export async function addAccount(
  db: Database,
  username: string,
  passwordHash: string,
  role: AccountRole,
  now: number,
): Promise<boolean> {
  const inserted = await db
    .insertInto('accounts')
    .values({ username, password_hash: passwordHash, role, created_at: dateOf(now) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** The account that the password opens. The work is the same whether there is such an account or not. */
export async function checkPassword(db: Database, username: string, password: string): Promise<Account | null> {
  const row = await db.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst();
  if (!(await isPasswordOf(row?.password_hash ?? null, password)) || !row) return null;
  return { username, role: roleOf(row.role), createdAt: row.created_at.getTime() / 1000 };
}

export async function listAccounts(db: Database): Promise<Account[]> {
  const rows = await db.selectFrom('accounts').select(['username', 'role', 'created_at']).orderBy('username').execute();
  return rows.map((row) => ({
    username: row.username,
    role: roleOf(row.role),
    createdAt: row.created_at.getTime() / 1000,
  }));
}

/** With it end the sessions of whoever is signed in with it. False when there is no such account. */
export async function removeAccount(db: Database, username: string): Promise<boolean> {
  const removed = await db.deleteFrom('accounts').where('username', '=', username).executeTakeFirst();
  return removed.numDeletedRows === 1n;
}

/** Whatever else may stand there gives the lesser role. */
export function roleOf(text: string): AccountRole {
  return text === 'operator' ? 'operator' : 'auditor';
}

/** What is wrong with a name for a new account, or null. */
export function faultOfUsername(text: string): string | null {
  return /^[a-z0-9][a-z0-9._-]{0,39}$/.test(text)
    ? null
    : 'expected 1 to 40 lower-case letters, digits, dots, dashes or underscores';
}

/** What is wrong with a new password, or null. */
export function faultOfPassword(text: string): string | null {
  return text.length >= 12 && text.length <= 200 ? null : `found ${text.length} characters, expected 12 to 200`;
}
