/** Moves of sessions in the store: state, step and progress, with the rows that belong to them, in one statement. */

import { type RawBuilder, sql } from 'kysely';
import type { SessionState } from '../../domain/session.ts';
import type { Code } from '../../errors.ts';
import { sessionColumns } from '../database/columns.ts';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import { type SessionRow, wrappedKey } from './session-rows.ts';

export interface Move {
  sid: string;
  from: SessionState;
  to: SessionState;
  failureCode: Code | null;
  /** Unix seconds. */
  at: number;
  /** What is kept of the sign-in; undefined: what was kept before. */
  stepSealed?: Buffer | null;
  progress?: { monthsDone: number; monthsTotal: number; calls: number };
  /** Ends the claim of the call that moves it. */
  releases?: boolean;
  /** Statements that insert what is made with the move; `moved` is the table of the session's `sid`, empty when somebody else moved it. */
  inserts?: readonly RawBuilder<unknown>[];
}

/** False when the session no longer stands where the caller saw it: then nothing is stored. */
export async function moveSession(db: Database, move: Move): Promise<boolean> {
  const { sid, from, to, failureCode, at, stepSealed, progress, releases = false, inserts = [] } = move;
  const sets = [
    sql`state = ${to}`,
    sql`failure_code = ${failureCode}::int`,
    sql`entered_at = entered_at || ${entering(to, at)}`,
    ...(stepSealed === undefined ? [] : [sql`step_sealed = ${stepSealed}::bytea`]),
    ...(releases ? [sql`busy_until = null`] : []),
    ...(progress
      ? [
          sql`months_done = ${progress.monthsDone}::int, months_total = ${progress.monthsTotal}::int,
            calls_fetched = ${progress.calls}::int`,
        ]
      : []),
  ];
  const parts = [
    sql`moved as (update sessions set ${sql.join(sets)} where sid = ${sid} and state = ${from} returning sid)`,
    ...inserts.map((insert, index) => sql`${sql.ref(`inserted_${index}`)} as (${insert})`),
  ];
  const moved = await sql`with ${sql.join(parts)} select sid from moved`.execute(db);
  return moved.rows.length === 1;
}

/** Inserts for a session that stands where it is. */
export async function insertFor(db: Database, sid: string, insert: RawBuilder<unknown>): Promise<void> {
  await sql`with moved as (select ${sid}::text as sid) ${insert}`.execute(db);
}

/** If it is the app's, awaits its subscriber, and was called since that instant. */
export interface ClaimedOnly {
  appid: string;
  /** Unix seconds. */
  calledSince: number;
}

const awaiting: SessionState[] = ['awaiting_login', 'awaiting_verify'];

export async function claimSession(
  db: Database,
  sid: string,
  { now, untilSeconds }: { now: number; untilSeconds: number },
  only?: ClaimedOnly,
): Promise<SessionRow | undefined> {
  let update = db
    .updateTable('sessions')
    .set({ busy_until: dateOf(untilSeconds), touched_at: dateOf(now) })
    .where('sid', '=', sid)
    .where((where) => where.or([where('busy_until', 'is', null), where('busy_until', '<', dateOf(now))]));
  if (only) {
    update = update
      .where('appid', '=', only.appid)
      .where('state', 'in', awaiting)
      .where('touched_at', '>=', dateOf(only.calledSince));
  }
  return update.returning(sessionColumns).returning(wrappedKey).executeTakeFirst();
}

/** A fetch that begins, or begins again after a worker died; null when there is none to begin. */
export async function beginFetch(
  db: Database,
  sid: string,
  at: number,
): Promise<(SessionRow & { has_consent: boolean }) | null> {
  const row = await db
    .updateTable('sessions')
    .set({
      state: 'fetching',
      entered_at: sql`case state when 'authorised' then entered_at || ${entering('fetching', at)} else entered_at end`,
    })
    .where('sid', '=', sid)
    .where('state', 'in', ['authorised', 'fetching'])
    .returning(sessionColumns)
    .returning([
      wrappedKey,
      sql<boolean>`exists (
        select from consents where consents.sid = sessions.sid and consents.withdrawn_at is null
      )`.as('has_consent'),
    ])
    .executeTakeFirst();
  return row ?? null;
}

function entering(state: SessionState, at: number): RawBuilder<unknown> {
  return sql`${JSON.stringify({ [state]: at })}::jsonb`;
}
