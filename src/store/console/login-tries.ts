/** Tries to sign in to the console, counted over all nodes: by account and by address, both kept as keyed hashes only. */

import { sql } from 'kysely';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';

export interface TryLimit {
  /** Keyed hash of an account's name or of an address. */
  who: Buffer;
  most: number;
}

export const tryWindowSeconds = 600;

/**
 * Counts this try before its password is looked at, so that a hundred at once are no hundred guesses. 0 when it may go on, otherwise the
 * seconds to wait; a try that must wait is not counted.
 */
export async function countTry(db: Database, limits: TryLimit[], now: number): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const since = dateOf(now - tryWindowSeconds);
    await transaction.deleteFrom('login_tries').where('tried_at', '<=', since).execute();
    let waitSeconds = 0;
    for (const { who, most } of limits) {
      await sql`select pg_advisory_xact_lock(${who.readInt32BE(0)}::int, ${who.readInt32BE(4)}::int)`.execute(
        transaction,
      );
      const tries = await transaction
        .selectFrom('login_tries')
        .select('tried_at')
        .where('who', '=', who)
        .where('tried_at', '>', since)
        .orderBy('tried_at', 'desc')
        .limit(most)
        .execute();
      const first = tries[most - 1];
      if (first) waitSeconds = Math.max(waitSeconds, first.tried_at.getTime() / 1000 + tryWindowSeconds - now);
    }
    if (waitSeconds > 0) return Math.ceil(waitSeconds);
    const rows = limits.map(({ who }) => ({ who, tried_at: dateOf(now) }));
    await transaction.insertInto('login_tries').values(rows).execute();
    return 0;
  });
}

/** The password was right: the account's tries are forgotten, and of the address the one that led here. */
export async function forgiveTries(db: Database, account: Buffer, address: Buffer): Promise<void> {
  await db.deleteFrom('login_tries').where('who', '=', account).execute();
  await db
    .deleteFrom('login_tries')
    .where('id', '=', (select) =>
      select
        .selectFrom('login_tries')
        .select(({ fn }) => fn.max('id').as('id'))
        .where('who', '=', address),
    )
    .execute();
}
