/** Browsers of subscribers who look at what is kept of them; number and code are sealed under the cookie, which is not stored. */

import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import { open, seal } from '../vault.ts';

/** Instants are unix seconds. */
export interface Visit {
  token: string;
  tel: string;
  codeSentAt: number;
  /** Null: the code was not entered yet. */
  signedInAt: number | null;
  /** Whom its receipts are of. */
  erasedSids: string[];
  expiresAt: number;
}

export interface NewVisit {
  token: string;
  tel: string;
  code: string;
  now: number;
  expiresAt: number;
}

export async function insertVisit(db: Database, { token, tel, code, now, expiresAt }: NewVisit): Promise<void> {
  await db
    .insertInto('subject_visits')
    .values({
      ...sealedUnder(token, tel),
      code_hash: codeHash(token, code),
      code_sent_at: dateOf(now),
      signed_in_at: null,
      expires_at: dateOf(expiresAt),
    })
    .execute();
}

/** Null for a cookie that is unknown or whose time is over. */
export async function findVisit(db: Database, token: string, now: number): Promise<Visit | null> {
  const row = await db
    .selectFrom('subject_visits')
    .selectAll()
    .where('token_hash', '=', tokenHash(token))
    .where('expires_at', '>', dateOf(now))
    .executeTakeFirst();
  if (!row) return null;
  return {
    token,
    tel: open(keyOf(token), purpose, Buffer.from(row.tel_sealed)).toString('utf8'),
    codeSentAt: row.code_sent_at.getTime() / 1000,
    signedInAt: row.signed_in_at ? row.signed_in_at.getTime() / 1000 : null,
    erasedSids: row.erased_sids === '' ? [] : row.erased_sids.split(','),
    expiresAt: row.expires_at.getTime() / 1000,
  };
}

/** The one before opens nothing any more. */
export async function renewCode(db: Database, token: string, code: string, now: number): Promise<void> {
  await db
    .updateTable('subject_visits')
    .set({ code_hash: codeHash(token, code), code_sent_at: dateOf(now), tries: 0 })
    .where('token_hash', '=', tokenHash(token))
    .execute();
}

export interface CodeTry {
  code: string;
  /** Codes sent before are too old. */
  since: number;
  mostTries: number;
}

/** The try is counted before the code is looked at, so that a hundred at once are no hundred guesses. */
export async function tryCode(
  db: Database,
  token: string,
  { code, since, mostTries }: CodeTry,
): Promise<'right' | 'wrong' | 'spent'> {
  const row = await db
    .updateTable('subject_visits')
    .set({ tries: sql`tries + 1` })
    .where('token_hash', '=', tokenHash(token))
    .where('signed_in_at', 'is', null)
    .where('code_sent_at', '>', dateOf(since))
    .where('tries', '<', mostTries)
    .returning(['code_hash', 'tries'])
    .executeTakeFirst();
  if (!row) return 'spent';
  if (timingSafeEqual(Buffer.from(row.code_hash), codeHash(token, code))) return 'right';
  return row.tries < mostTries ? 'wrong' : 'spent';
}

/** Under a cookie of its own: whoever planted the first one in this browser is not signed in with it. False when another call was first. */
export async function signInVisit(
  db: Database,
  { token, tel, codeSentAt }: Visit,
  next: { token: string; now: number; expiresAt: number },
): Promise<boolean> {
  const signedIn = await db
    .updateTable('subject_visits')
    .set({
      ...sealedUnder(next.token, tel),
      code_hash: codeHash(next.token, ''),
      code_sent_at: dateOf(codeSentAt),
      signed_in_at: dateOf(next.now),
      expires_at: dateOf(next.expiresAt),
    })
    .where('token_hash', '=', tokenHash(token))
    .where('signed_in_at', 'is', null)
    .executeTakeFirst();
  return signedIn.numUpdatedRows === 1n;
}

export async function keepErased(db: Database, { token, erasedSids }: Visit, sid: string): Promise<void> {
  await db
    .updateTable('subject_visits')
    .set({ erased_sids: [...new Set([...erasedSids, sid])].join(',') })
    .where('token_hash', '=', tokenHash(token))
    .execute();
}

export async function endVisit(db: Database, token: string): Promise<void> {
  await db.deleteFrom('subject_visits').where('token_hash', '=', tokenHash(token)).execute();
}

const purpose = 'visit:tel';

function sealedUnder(token: string, tel: string) {
  return { token_hash: tokenHash(token), tel_sealed: seal(keyOf(token), purpose, Buffer.from(tel, 'utf8')) };
}

function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function keyOf(token: string): Buffer {
  return Buffer.from(hkdfSync('sha256', token, '', 'xiangdan visit v1', 32));
}

function codeHash(token: string, code: string): Buffer {
  return createHmac('sha256', keyOf(token)).update(`code:${code}`).digest();
}
