/** Pushes in the store: one row per delivery, written with the state that causes it, claimed by one worker at a time. */

import { randomBytes } from 'node:crypto';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import { pushColumns } from './database/columns.ts';
import { dateOf } from './database/date-of.ts';
import type { Database } from './database.ts';
import { type PushKind, pushKinds } from './pushes/push-kinds.ts';
import { insertFor } from './sessions/session-moves.ts';
import type { Subject } from './sessions.ts';
import type { PushesTable, PushTry } from './tables.ts';

export type PushState = PushesTable['state'];

/** A delivery as it stands; instants are unix seconds. */
export interface Push {
  /** The `webhook-id`, the same on every attempt. */
  id: string;
  sid: string;
  appid: string;
  kind: PushKind;
  state: PushState;
  attempts: number;
  nextAt: number;
  /** HTTP status of the last attempt; null when none came. */
  lastStatus: number | null;
  /** Why the last attempt was no acknowledgement, in words that name no person; null when it was one. */
  lastError: string | null;
  createdAt: number;
  /** All attempts, those before a replay among them. */
  tried: PushTry[];
}

/** A push in one worker's hands. */
export interface ClaimedPush extends Push {
  claimedUntil: Date;
}

/** Why an attempt was no acknowledgement. */
export interface PushFailure {
  status: number | null;
  error: string;
}

type PushedSession = { sid: string; appid: string; subject?: Subject | null };

/**
 * The statement, for `Along.inserts`, that writes a row for each kind that the app has an address for; twice is once. An app without any
 * address has its auth and report pushes sent to the session's `callback`, if it has one.
 */
export function insertPushes(
  { appid, subject }: PushedSession,
  kinds: readonly PushKind[],
  now: number,
): RawBuilder<unknown> {
  const at = dateOf(now);
  const toCallback = subject?.callback === undefined ? [] : ['auth', 'report'];
  return sql`
    insert into pushes (id, sid, appid, kind, turn, state, next_at, created_at)
    select new.id, moved.sid, apps.appid, new.kind, new.turn, 'pending', ${at}::timestamptz, ${at}::timestamptz
    from moved join apps on apps.appid = ${appid} cross join unnest(
      ${kinds.map(() => `msg_${randomBytes(16).toString('hex')}`)}::text[], ${[...kinds]}::text[],
      ${kinds.map((kind) => pushKinds.indexOf(kind))}::int[]
    ) as new (id, kind, turn)
    where case new.kind when 'auth' then push_auth_url when 'result' then push_result_url
        when 'report' then push_report_url when 'tags' then push_tags_url end is not null
      or new.kind = any(${toCallback}::text[])
      and coalesce(push_auth_url, push_result_url, push_report_url, push_tags_url) is null
    on conflict (sid, kind) do nothing`;
}

/** Of a session that stands where it is. */
export async function insertPush(db: Database, session: PushedSession, kind: PushKind, now: number): Promise<void> {
  await insertFor(db, session.sid, insertPushes(session, [kind], now));
}

/** How many may be in hand: of one app on all nodes together, and how many more this worker takes. */
export interface ClaimLimits {
  perApp: number;
  most: number;
}

/** Unix seconds but for the wait. `takesOver`: also what another worker has had in hand past its time. */
export interface ClaimTimes {
  now: number;
  until: number;
  takesOver: boolean;
  firstWaitSeconds: number;
}

/**
 * Takes pushes that are due, each the first pending one of its session. Apps take turns: the second push of one goes after the first
 * of every other, and an app whose receiver is slow or dead never has more than `perApp` in hand.
 */
export async function claimDuePushes(
  db: Database,
  { perApp, most }: ClaimLimits,
  { now, until, takesOver, firstWaitSeconds }: ClaimTimes,
): Promise<ClaimedPush[]> {
  const at = dateOf(now);
  const overBefore = dateOf(takesOver ? now : 0);
  const claimedUntil = dateOf(until);
  const claimed = await sql<Selectable<PushesTable>>`
    with due as (
      select first.id, first.next_at,
        in_hand.count + row_number() over (partition by apps.appid order by first.next_at, first.turn) as place
      from apps
      cross join lateral (
        select count(*) from pushes where appid = apps.appid and state = 'pending' and claimed_until >= ${overBefore}
      ) in_hand
      cross join lateral (
        select id, next_at, turn from pushes
        where appid = apps.appid and state = 'pending' and (claimed_until is null or claimed_until < ${overBefore})
          and next_at <= ${at}::timestamptz - case attempts when 0 then ${firstWaitSeconds}::int else 0 end * interval '1 second'
          and not exists (
            select 1 from pushes earlier
            where earlier.sid = pushes.sid and earlier.state = 'pending' and earlier.turn < pushes.turn
          )
        order by next_at, turn limit ${perApp}::int
      ) first
    )
    update pushes set claimed_until = ${claimedUntil}
    where state = 'pending' and (claimed_until is null or claimed_until < ${overBefore}) and id in (
      select id from due where place <= ${perApp}::int order by place, next_at limit ${most}::int
    )
    returning ${sql.join(pushColumns.map((name) => sql.ref(name)))}`.execute(db);
  return claimed.rows.map((row) => ({ ...pushOf(row), claimedUntil }));
}

/** Whoever has it in hand: an acknowledgement was received, so it never goes out again. Noted in the audit by the same statement, once. */
export async function markDelivered(db: Database, push: ClaimedPush, status: number, now: number): Promise<void> {
  const at = dateOf(now);
  await db
    .with('delivered', (mark) =>
      mark
        .updateTable('pushes')
        .set({
          state: 'delivered',
          attempts: push.attempts + 1,
          claimed_until: null,
          last_status: status,
          last_error: null,
          settled_at: at,
          tried: withTry({ at: now, status, error: null }),
        })
        .where('id', '=', push.id)
        .where('state', '<>', 'delivered')
        .returning(['sid', 'appid']),
    )
    .insertInto('audit')
    .columns(['at', 'actor', 'action', 'appid', 'sid', 'detail'])
    .expression((from) =>
      from
        .selectFrom('delivered')
        .select([
          sql<Date>`${at}::timestamptz`.as('at'),
          sql.lit('system').as('actor'),
          sql.lit('push.delivered').as('action'),
          'appid',
          'sid',
          sql<string>`${JSON.stringify({ kind: push.kind })}::text`.as('detail'),
        ]),
    )
    .execute();
}

/** Sets the next attempt, or `failed` when `nextAt` is null. Nothing when another worker has taken it over meanwhile. */
export async function markUnacknowledged(
  db: Database,
  push: ClaimedPush,
  { status, error }: PushFailure,
  nextAt: number | null,
  now: number,
): Promise<void> {
  await db
    .updateTable('pushes')
    .set({
      attempts: push.attempts + 1,
      claimed_until: null,
      last_status: status,
      last_error: error,
      tried: withTry({ at: now, status, error }),
      ...(nextAt === null ? { state: 'failed', settled_at: dateOf(now) } : { next_at: dateOf(nextAt) }),
    })
    .where('id', '=', push.id)
    .where('state', '=', 'pending')
    .where('claimed_until', '=', push.claimedUntil)
    .execute();
}

/** Gives a push back as if it had not been tried: the process stops. */
export async function releasePush(db: Database, push: ClaimedPush): Promise<void> {
  await db
    .updateTable('pushes')
    .set({ claimed_until: null })
    .where('id', '=', push.id)
    .where('claimed_until', '=', push.claimedUntil)
    .execute();
}

/** A failed push gets all its attempts once more; the state that it was found in, or null for an unknown id. */
export async function replayPush(db: Database, id: string, now: number): Promise<PushState | null> {
  const replayed = await db
    .updateTable('pushes')
    .set({ state: 'pending', attempts: 0, next_at: dateOf(now), claimed_until: null, settled_at: null })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  if (replayed.numUpdatedRows === 1n) return 'failed';
  const found = await db.selectFrom('pushes').select('state').where('id', '=', id).executeTakeFirst();
  return found?.state ?? null;
}

/** A session's pushes in the order in which they go out. */
export async function pushesOf(db: Database, sid: string): Promise<Push[]> {
  const rows = await db.selectFrom('pushes').select(pushColumns).where('sid', '=', sid).orderBy('turn').execute();
  return rows.map(pushOf);
}

/** The newest first, at most `limit`. */
export async function listPushes(
  db: Database,
  { state, appid }: { state?: PushState; appid?: string },
  limit: number,
): Promise<Push[]> {
  let query = db.selectFrom('pushes').selectAll();
  if (state !== undefined) query = query.where('state', '=', state);
  if (appid !== undefined) query = query.where('appid', '=', appid);
  const rows = await query.orderBy('created_at', 'desc').orderBy('turn', 'desc').limit(limit).execute();
  return rows.map(pushOf);
}

export function pushOf(row: Selectable<PushesTable>): Push {
  return {
    id: row.id,
    sid: row.sid,
    appid: row.appid,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    nextAt: row.next_at.getTime() / 1000,
    lastStatus: row.last_status,
    lastError: row.last_error,
    createdAt: row.created_at.getTime() / 1000,
    tried: row.tried,
  };
}

function withTry(one: PushTry): RawBuilder<PushTry[]> {
  return sql`tried || ${JSON.stringify([one])}::jsonb`;
}
