/** How often a code was texted to a number, so that nobody is bombed with them. */

import { sql } from 'kysely';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import { limitHash } from '../vault/limit-hash.ts';
import type { Vault } from '../vault.ts';

/**
 * Counts one more code unless that is one too many of `limits`: then gives the seconds to wait, else 0.
 * One at a time of a number: a hundred calls at once are no hundred texts.
 */
export async function countCode(
  db: Database,
  vault: Vault,
  tel: string,
  limits: readonly { count: number; seconds: number }[],
  now: number,
): Promise<number> {
  const who = await limitHash(db, vault, 'tel', tel);
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${who.readInt32BE(0)}::int, ${who.readInt32BE(4)}::int)`.execute(
      transaction,
    );
    let waitSeconds = 0;
    for (const { count, seconds } of limits) {
      const sent = await transaction
        .selectFrom('subject_codes')
        .select('sent_at')
        .where('tel_hash', '=', who)
        .where('sent_at', '>', dateOf(now - seconds))
        .orderBy('sent_at', 'desc')
        .limit(count)
        .execute();
      const first = sent[count - 1];
      if (first) waitSeconds = Math.max(waitSeconds, Math.ceil(first.sent_at.getTime() / 1000 + seconds - now));
    }
    if (waitSeconds > 0) return waitSeconds;
    await transaction
      .insertInto('subject_codes')
      .values({ tel_hash: who, sent_at: dateOf(now) })
      .execute();
    return 0;
  });
}
