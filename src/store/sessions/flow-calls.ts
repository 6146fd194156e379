/** How often a number was asked for, across all apps: the count behind 20005 and 20011. */

import { sql } from 'kysely';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';

/** `who`: the number's hash (limit-hash.ts). */
export async function insertFlowCall(db: Database, who: Buffer, now: number): Promise<void> {
  await db
    .insertInto('flow_calls')
    .values({ tel_hash: who, called_at: dateOf(now) })
    .execute();
}

/** How many there were since each of the instants. */
export async function countFlowCalls(db: Database, who: Buffer, since: number[]): Promise<number[]> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from flow_calls where tel_hash = ${who} and called_at > asked.since) as count
    from unnest(${since.map(dateOf)}::timestamptz[]) with ordinality as asked (since, place) order by place`.execute(
    db,
  );
  return rows.map(({ count }) => count);
}
