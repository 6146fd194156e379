/** Tokens in the store: only their hashes, so that a copy of the database opens no door. */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { dateOf } from '../database/date-of.ts';
import { anyOf, gathered } from '../database/gathered.ts';
import type { Database } from '../database.ts';
import { type Access, accessColumns, accessOf } from './app-access.ts';
import { countTokens } from './token-counts.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** Instants are unix seconds. */
export interface NewToken {
  token: string;
  appid: string;
  issuedAt: number;
  expiresAt: number;
  /** How many the app may be given in the hour before this one, itself included. */
  mostPerHour: number;
}

/** False, and nothing inserted, when the app was given that many. */
export const insertToken = gathered<NewToken, boolean>(async (db, asked) => {
  const hasRoom = await countTokens(db, asked);
  const given = asked.filter((_one, place) => hasRoom[place]);
  if (given.length === 0) return hasRoom;
  await sql`
    insert into tokens (token_hash, appid, issued_at, expires_at)
    select token_hash, appid, issued_at, expires_at from unnest(
      ${given.map(({ token }) => hashOf(token))}::bytea[], ${given.map(({ appid }) => appid)}::text[],
      ${given.map(({ issuedAt }) => dateOf(issuedAt))}::timestamptz[],
      ${given.map(({ expiresAt }) => dateOf(expiresAt))}::timestamptz[]
    ) as given (token_hash, appid, issued_at, expires_at)`.execute(db);
  return hasRoom;
});

/** Whose token it is and whether that app may still call. */
export interface TokenApp {
  appid: string;
  disabled: boolean;
  contractUntil: number | null;
  access: Access;
}

/** Null when unknown or expired at `now`. */
export async function findTokenApp(db: Database, token: string, now: number): Promise<TokenApp | null> {
  const found = await findByHash(db, hashOf(token));
  return found && found.expiresAt > now ? found : null;
}

const findByHash = gathered<Buffer, (TokenApp & { expiresAt: number }) | null>(async (db, hashes) => {
  const rows = await db
    .selectFrom('tokens')
    .innerJoin('apps', 'apps.appid', 'tokens.appid')
    .select(['token_hash', 'expires_at', 'apps.appid', 'apps.disabled_at', 'apps.contract_until', ...accessColumns])
    .where('token_hash', '=', anyOf(hashes, 'bytea'))
    .execute();
  const found = new Map(
    rows.map((row) => [
      Buffer.from(row.token_hash).toString('hex'),
      {
        appid: row.appid,
        disabled: row.disabled_at !== null,
        contractUntil: row.contract_until ? row.contract_until.getTime() / 1000 : null,
        access: accessOf(row),
        expiresAt: row.expires_at.getTime() / 1000,
      },
    ]),
  );
  return hashes.map((hash) => found.get(hash.toString('hex')) ?? null);
});
