/** How often a number was asked for, across all apps: the count behind 20005 and 20011. */

import type { Database } from './database.ts';
import { dateOf } from './sessions.ts';

/** `who`: the number's hash (limit-hash.ts). */
export async function insertFlowCall(db: Database, who: Buffer, now: number): Promise<void> {
  await db
    .insertInto('flow_calls')
    .values({ tel_hash: who, called_at: dateOf(now) })
    .execute();
}

export async function countFlowCallsSince(db: Database, who: Buffer, since: number): Promise<number> {
  const row = await db
    .selectFrom('flow_calls')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('tel_hash', '=', who)
    .where('called_at', '>', dateOf(since))
    .executeTakeFirstOrThrow();
  return row.count;
}
