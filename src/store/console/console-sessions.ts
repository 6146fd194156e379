/** Who is signed in to the console: one row a browser, found by the hash of its cookie, ended by time, by its owner, or with the account. */

import { createHash, randomBytes } from 'node:crypto';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import { type AccountRole, roleOf } from './accounts.ts';

export const consoleHours = { absolute: 12, idle: 1 };

/** A row is written at most so often while its owner clicks about. */
const touchedEverySeconds = 60;

export interface SignedIn {
  username: string;
  role: AccountRole;
}

/** The cookie's value: 256 random bits; only its hash is kept. */
export async function startConsoleSession(db: Database, username: string, now: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const at = dateOf(now);
  await db.deleteFrom('console_sessions').where('created_at', '<', oldest(now)).execute();
  await db
    .insertInto('console_sessions')
    .values({ token_hash: hashOf(token), username, created_at: at, seen_at: at })
    .execute();
  return token;
}

/** Null for a cookie that is unknown, too old or unused for too long. The role is the one that the account has now. */
export async function findConsoleSession(db: Database, token: string, now: number): Promise<SignedIn | null> {
  const row = await db
    .selectFrom('console_sessions')
    .innerJoin('accounts', 'accounts.username', 'console_sessions.username')
    .select(['accounts.username', 'accounts.role', 'console_sessions.seen_at'])
    .where('token_hash', '=', hashOf(token))
    .where('console_sessions.created_at', '>', oldest(now))
    .where('seen_at', '>', dateOf(now - consoleHours.idle * 3600))
    .executeTakeFirst();
  if (!row) return null;
  if (row.seen_at.getTime() / 1000 < now - touchedEverySeconds) {
    const used = db.updateTable('console_sessions').set({ seen_at: dateOf(now) });
    await used.where('token_hash', '=', hashOf(token)).execute();
  }
  return { username: row.username, role: roleOf(row.role) };
}

export async function endConsoleSession(db: Database, token: string): Promise<void> {
  await db.deleteFrom('console_sessions').where('token_hash', '=', hashOf(token)).execute();
}

function oldest(now: number): Date {
  return dateOf(now - consoleHours.absolute * 3600);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
