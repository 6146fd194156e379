/** Tokens in the store: only their hashes, so that a copy of the database opens no door. */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Access, accessColumns, accessOf } from './app-access.ts';
import type { Database } from './database.ts';
import { dateOf } from './sessions.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** How many tokens an app may be given since an instant (unix seconds). */
export interface TokenLimit {
  since: number;
  most: number;
}

/** Counts and inserts in one statement; false, and nothing inserted, when the app was given that many. */
export async function insertToken(
  db: Database,
  token: string,
  appid: string,
  issuedAt: number,
  expiresAt: number,
  limit: TokenLimit = { since: issuedAt, most: Number.MAX_SAFE_INTEGER },
): Promise<boolean> {
  const inserted = await sql`
    insert into tokens (token_hash, appid, issued_at, expires_at)
    select ${hashOf(token)}::bytea, ${appid}::text, ${dateOf(issuedAt)}::timestamptz, ${dateOf(expiresAt)}::timestamptz
    where (
      select count(*) from tokens where appid = ${appid} and issued_at > ${dateOf(limit.since)}
    ) < ${limit.most}::bigint`.execute(db);
  return inserted.numAffectedRows === 1n;
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
