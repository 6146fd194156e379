/** How much is under way, counted over indexes that hold only that: a million finished sessions cost nothing. */

import { sql } from 'kysely';
import { idleSeconds, type SessionState } from '../../domain/session.ts';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';

const awaiting = ['awaiting_login', 'awaiting_verify'] as const satisfies SessionState[];
const inWork = ['authorised', 'fetching', 'fetched'] as const satisfies SessionState[];

/** Sessions in each state that is not an end; those that wait for their subscriber only until they are due to expire. */
export async function countSessions(db: Database, now: number): Promise<Record<string, number>> {
  const [waiting, working] = await Promise.all([
    db
      .selectFrom('sessions')
      .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
      .where('state', 'in', awaiting)
      .where('touched_at', '>=', dateOf(now - idleSeconds))
      .groupBy('state')
      .execute(),
    db
      .selectFrom('sessions')
      .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
      .where('state', 'in', inWork)
      .groupBy('state')
      .execute(),
  ]);
  const none = Object.fromEntries([...awaiting, ...inWork].map((state) => [state, 0]));
  return { ...none, ...Object.fromEntries([...waiting, ...working].map(({ state, count }) => [state, count])) };
}

/** Signed-in sessions that no worker has begun with; counts no further than `most`. */
export async function countWaitingFetches(db: Database, most: number): Promise<number> {
  const { count } = await db
    .selectFrom((from) =>
      from.selectFrom('sessions').select('sid').where('state', '=', 'authorised').limit(most).as('w'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

export async function countPendingPushes(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('pushes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  return count;
}

export interface JobCount {
  queue: string;
  state: 'waiting' | 'active';
  count: number;
}

/** pg-boss orders its states: what comes before `active` waits, what comes after has ended. */
export async function countJobs(db: Database, queues: readonly string[]): Promise<JobCount[]> {
  const found = await sql<{ name: string; active: boolean; count: number }>`
    select name, state = 'active' as active, count(*) as count from pgboss.job
    where policy = 'exclusive' and state <= 'active' and name in (${sql.join([...queues])})
    group by 1, 2`.execute(db);
  return queues.flatMap((queue) =>
    (['waiting', 'active'] as const).map((state) => {
      const row = found.rows.find(({ name, active }) => name === queue && active === (state === 'active'));
      return { queue, state, count: row?.count ?? 0 };
    }),
  );
}
