/** The console's overview in three queries: how sessions went by carrier and province, by hour, and what waits. */

import { sql } from 'kysely';
import type { Carrier } from '../../domain/carrier.ts';
import type { SessionState } from '../../domain/session.ts';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import type { PushState } from '../pushes.ts';

export interface Outcomes {
  /** Null: all carriers, all provinces. */
  carrier: Carrier | null;
  province: string | null;
  opened: number;
  signedIn: number;
  fetched: number;
  failed: number;
  /** From sign-in to the record; null when none came. */
  fetchSecondsP50: number | null;
  fetchSecondsP95: number | null;
}

/** Of the sessions opened since then: in all, by carrier, by carrier and province. */
export async function outcomesSince(db: Database, since: number): Promise<Outcomes[]> {
  const seconds = sql`(entered_at->>'fetched')::float8 - (entered_at->>'authorised')::float8`;
  const found = await sql<Outcomes>`
    select carrier, province, count(*) as opened,
      count(*) filter (where entered_at->>'authorised' is not null) as "signedIn",
      count(*) filter (where entered_at->>'fetched' is not null) as fetched,
      count(*) filter (where entered_at->>'query_failed' is not null) as failed,
      percentile_cont(0.5) within group (order by ${seconds}) as "fetchSecondsP50",
      percentile_cont(0.95) within group (order by ${seconds}) as "fetchSecondsP95"
    from sessions where created_at > ${dateOf(since)}
    group by grouping sets ((), (carrier), (carrier, province))
    order by opened desc`.execute(db);
  return found.rows;
}

export interface Bucket {
  /** Unix seconds of its beginning. */
  at: number;
  opened: number;
  fetched: number;
  failed: number;
}

/** Oldest first; a stretch without sessions has no row. */
export async function bucketsSince(db: Database, since: number, bucketSeconds: number): Promise<Bucket[]> {
  const found = await sql<Bucket>`
    select floor(extract(epoch from created_at) / ${bucketSeconds}::int)::bigint * ${bucketSeconds}::int as at,
      count(*) as opened,
      count(*) filter (where entered_at->>'fetched' is not null) as fetched,
      count(*) filter (where entered_at->>'query_failed' is not null) as failed
    from sessions where created_at > ${dateOf(since)} group by 1 order by 1`.execute(db);
  return found.rows;
}

export interface Counted<S extends string> {
  state: S;
  count: number;
}

export async function sessionStatesSince(db: Database, since: number): Promise<Counted<SessionState>[]> {
  return db
    .selectFrom('sessions')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('created_at', '>', dateOf(since))
    .groupBy('state')
    .execute();
}

export async function pushStatesSince(db: Database, since: number): Promise<Counted<PushState>[]> {
  return db
    .selectFrom('pushes')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('created_at', '>', dateOf(since))
    .groupBy('state')
    .execute();
}

export interface Waiting {
  toFetch: number;
  fetching: number;
  toReport: number;
  pushes: number;
}

/** Whenever they began. */
export async function countWaiting(db: Database): Promise<Waiting> {
  const found = await sql<Waiting>`
    select count(*) filter (where state = 'authorised') as "toFetch",
      count(*) filter (where state = 'fetching') as fetching,
      count(*) filter (where state = 'fetched') as "toReport",
      (select count(*) from pushes where state = 'pending') as pushes
    from sessions where state in ('authorised', 'fetching', 'fetched')`.execute(db);
  return found.rows[0] ?? { toFetch: 0, fetching: 0, toReport: 0, pushes: 0 };
}
