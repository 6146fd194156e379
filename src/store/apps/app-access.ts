/** What each app may do, in the store: its columns, the changes that an operator makes, and static tokens. */

import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { isScope, type Scope, type ThirdParty } from '../../domain/access.ts';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import type { AppsTable } from '../tables.ts';

export interface Access {
  /** Null: every endpoint. */
  scopes: Scope[] | null;
  thirdParty: ThirdParty;
  /** Addresses and CIDR blocks, separated by commas; null: from anywhere. */
  ipAllow: string | null;
  /** Null: the limits of the settings. */
  tokensPerHour: number | null;
  callsPerMinute: number | null;
}

export const accessColumns = ['scopes', 'third_party', 'ip_allow', 'tokens_per_hour', 'calls_per_minute'] as const;

export function accessOf(row: Pick<Selectable<AppsTable>, (typeof accessColumns)[number]>): Access {
  return {
    scopes: row.scopes === null ? null : row.scopes.split(',').filter(isScope),
    thirdParty: row.third_party,
    ipAllow: row.ip_allow,
    tokensPerHour: row.tokens_per_hour,
    callsPerMinute: row.calls_per_minute,
  };
}

/** `contractUntil`: unix seconds. What is not named stays as it is. */
export type AccessChange = Partial<Access> & { contractUntil?: number | null };

/** False when there is no such app. */
export async function setAppAccess(db: Database, appid: string, change: AccessChange): Promise<boolean> {
  const { scopes, thirdParty, ipAllow, tokensPerHour, callsPerMinute, contractUntil } = change;
  const updated = await db
    .updateTable('apps')
    .set({
      ...(scopes === undefined ? {} : { scopes: scopes === null ? null : scopes.join(',') }),
      ...(thirdParty === undefined ? {} : { third_party: thirdParty }),
      ...(ipAllow === undefined ? {} : { ip_allow: ipAllow }),
      ...(tokensPerHour === undefined ? {} : { tokens_per_hour: tokensPerHour }),
      ...(callsPerMinute === undefined ? {} : { calls_per_minute: callsPerMinute }),
      ...(contractUntil === undefined ? {} : { contract_until: contractUntil === null ? null : dateOf(contractUntil) }),
    })
    .where('appid', '=', appid)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export async function thirdPartyOf(db: Database, appid: string): Promise<ThirdParty> {
  const row = await db.selectFrom('apps').select('third_party').where('appid', '=', appid).executeTakeFirst();
  return row?.third_party ?? 'masked';
}

/** Further than any token that is given for a signed request. */
const noEnd = new Date('9999-12-31T00:00:00Z');

/** Takes the place of the app's earlier static token. */
export async function giveStaticToken(db: Database, appid: string, token: string, now: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await takeStaticToken(trx, appid);
    const token_hash = createHash('sha256').update(token).digest();
    await trx
      .insertInto('tokens')
      .values({ token_hash, appid, issued_at: dateOf(now), expires_at: noEnd, is_static: true })
      .execute();
  });
}

export async function takeStaticToken(db: Database, appid: string): Promise<void> {
  await db.deleteFrom('tokens').where('appid', '=', appid).where('is_static', '=', true).execute();
}
