/** Which sessions are due: to be erased, or to stop waiting. One node at a time looks. */

import { sql } from 'kysely';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';

/** Any constant other than those of the migrations and the audit. */
const advisoryLock = 7_206_008;

/** Until the transaction ends; false while another node has it. */
export async function lockPurge(transaction: Database): Promise<boolean> {
  const lock = await sql<{
    ours: boolean;
  }>`select pg_try_advisory_xact_lock(${sql.lit(advisoryLock)}) as ours`.execute(transaction);
  return lock.rows[0]?.ours === true;
}

export interface SessionRetention {
  /** Unless the app wants less. */
  retentionDays: number;
  /** Of sessions that gave no record, and of those whose consent was withdrawn. */
  shortDays: number;
}

/** At most `most`, by the app's index of what is kept: an app with nothing to erase costs one look. */
export async function findPastRetention(
  db: Database,
  { retentionDays, shortDays }: SessionRetention,
  now: number,
  most: number,
): Promise<string[]> {
  const at = dateOf(now);
  const due = await sql<{ sid: string }>`
    select due.sid from apps cross join lateral (
      select sid from sessions where appid = apps.appid and state <> 'erased'
        and created_at < ${at}::timestamptz
          - least(coalesce(apps.retention_days, ${retentionDays}::int), ${retentionDays}::int) * interval '1 day'
      order by created_at limit ${most}::int
    ) due
    union
    select * from (
      select sid from sessions where state in ('expired', 'query_failed', 'withdrawn')
        and touched_at < ${at}::timestamptz - ${shortDays}::int * interval '1 day'
      order by touched_at limit ${most}::int
    ) soon
    limit ${most}::int`.execute(db);
  return due.rows.map(({ sid }) => sid);
}

/** Ends those that wait for a subscriber who has not come back since an instant: their steps hold cookies and passwords. */
export async function expireIdle(db: Database, since: number, now: number, most: number): Promise<number> {
  const expired = await sql`
    update sessions set state = 'expired', failure_code = 4004, step_sealed = null,
      entered_at = entered_at || ${JSON.stringify({ expired: now })}::jsonb
    where state in ('awaiting_login', 'awaiting_verify') and sid in (
      select sid from sessions where state in ('awaiting_login', 'awaiting_verify')
        and touched_at < ${dateOf(since)} and (busy_until is null or busy_until < ${dateOf(now)}) limit ${most}::int
    )`.execute(db);
  return Number(expired.numAffectedRows ?? 0n);
}
