/** Tokens in the store: only their hashes, so that a copy of the database opens no door. */

import { createHash } from 'node:crypto';
import { type Access, accessColumns, accessOf } from './app-access.ts';
import type { Database } from './database.ts';
import { dateOf } from './sessions.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest();

export async function insertToken(
  db: Database,
  token: string,
  appid: string,
  issuedAt: number,
  expiresAt: number,
): Promise<void> {
  await db
    .insertInto('tokens')
    .values({ token_hash: hashOf(token), appid, issued_at: dateOf(issuedAt), expires_at: dateOf(expiresAt) })
    .execute();
}

/** How many tokens the app was given since an instant. */
export async function countTokensSince(db: Database, appid: string, since: number): Promise<number> {
  const row = await db
    .selectFrom('tokens')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('appid', '=', appid)
    .where('issued_at', '>', dateOf(since))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Whose token this is and whether that app may still call; null when unknown or expired at `now`. */
export async function findTokenApp(
  db: Database,
  token: string,
  now: number,
): Promise<{ appid: string; disabled: boolean; contractUntil: number | null; access: Access } | null> {
  const row = await db
    .selectFrom('tokens')
    .innerJoin('apps', 'apps.appid', 'tokens.appid')
    .select(['apps.appid', 'apps.disabled_at', 'apps.contract_until', ...accessColumns])
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', dateOf(now))
    .executeTakeFirst();
  if (!row) return null;
  return {
    appid: row.appid,
    disabled: row.disabled_at !== null,
    contractUntil: row.contract_until ? row.contract_until.getTime() / 1000 : null,
    access: accessOf(row),
  };
}
