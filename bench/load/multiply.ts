/** Fills a store with sessions that look to its indexes as real ones do: made by the database itself, with small bodies. */

import { sql } from 'kysely';
import type { Database } from '../../src/store/database.ts';

/** What one statement makes: its transaction stays small, and progress is kept. */
const perStatement = 100_000;
const bodyBytes = 256;

/**
 * Over the last 30 days: 94 in 100 reported, the rest ended without a record or on their way. Each has its consent, and the reported ones
 * record, report and two delivered pushes. There are as many data keys, but under other ids: none of these sessions can be opened. Then
 * PostgreSQL's statistics and visibility map are brought up to date, as its own daemon does.
 */
export async function multiply(db: Database, appid: string, count: number): Promise<void> {
  const { rows } = await sql<{ made: number }>`select count(*) as made from sessions`.execute(db);
  const there = rows[0]?.made ?? 0;
  for (let from = there; from < there + count; from += perStatement) {
    await makeSessions(db, appid, from, Math.min(from + perStatement, there + count) - 1);
  }
  for (const table of ['sessions', 'data_keys', 'consents', 'records', 'reports', 'pushes']) {
    await sql`vacuum analyze ${sql.table(table)}`.execute(db);
  }
}

async function makeSessions(db: Database, appid: string, first: number, last: number): Promise<void> {
  const body = sql`decode(repeat(md5(sid), ${bodyBytes / 16}::int), 'hex')`;
  await db.transaction().execute(async (transaction) => {
    await sql`
      insert into sessions (sid, appid, tel_hash, uid_hash, carrier, province, city, state, subject_sealed,
        created_at, touched_at, entered_at)
      select 'SID' || md5('load' || n), ${appid}::text, sha256(('tel' || n % 700000)::bytea), sha256(('uid' || n)::bytea),
        (array['mobile', 'unicom', 'telecom'])[1 + n % 3], (array['北京', '广东', '江苏', '四川', '浙江'])[1 + n % 5], '',
        case when n % 100 < 94 then 'reported' when n % 100 < 97 then 'expired' when n % 100 < 99 then 'query_failed'
          else 'report_failed' end,
        decode(repeat(md5('subject' || n), 16), 'hex'),
        made, made + interval '40 seconds',
        jsonb_build_object('authorised', extract(epoch from made) + 20, 'fetching', extract(epoch from made) + 21,
          'fetched', extract(epoch from made) + 25 + n % 9, 'reported', extract(epoch from made) + 26 + n % 9)
      from (select n, now() - random() * interval '29 days' as made from generate_series(${first}::int, ${last}::int) n) made
    `.execute(transaction);
    const made = sql`(select 'SID' || md5('load' || n) as sid from generate_series(${first}::int, ${last}::int) n) made
      join sessions using (sid)`;
    await sql`
      insert into data_keys (id, key_wrapped) select 'KEY' || sid, decode(repeat(md5(sid), 4), 'hex') from ${made}
    `.execute(transaction);
    await sql`
      insert into consents (id, sid, appid, purposes, recipient, given_at, channel)
      select 'CON' || md5(sid), sid, appid, 'fetch,report,keep', 'load', created_at, 'assumed' from ${made}
    `.execute(transaction);
    await sql`
      insert into records (sid, body_sealed, columns_sealed, fetched_at)
      select sid, ${body}, ${body}, touched_at from ${made} where state = 'reported'
    `.execute(transaction);
    await sql`
      insert into reports (sid, body_sealed, score_sealed, tags_sealed, reported_at)
      select sid, ${body}, ${body}, ${body}, touched_at from ${made} where state = 'reported'
    `.execute(transaction);
    await sql`
      insert into pushes (id, sid, appid, kind, turn, state, attempts, next_at, last_status, created_at, settled_at)
      select 'msg_' || md5(sid || kind), sid, appid, kind, turn, 'delivered', 1, touched_at, 200, touched_at, touched_at
      from ${made} cross join (values ('result', 1), ('report', 2)) kinds (kind, turn) where state = 'reported'
    `.execute(transaction);
  });
}
