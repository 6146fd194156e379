/** Sessions in the store: opened, claimed for one call at a time, moved from state to state; personal parts sealed. */

import { type RawBuilder, sql } from 'kysely';
import type { UserContact, UserInfo } from '../domain/call-record.ts';
import type { Carrier } from '../domain/carrier.ts';
import { mayBecome, type SessionState } from '../domain/session.ts';
import type { Code } from '../errors.ts';
import { sessionColumns } from './database/columns.ts';
import { dateOf } from './database/date-of.ts';
import type { Database } from './database.ts';
import { beginFetch, type ClaimedOnly, claimSession, type Move, moveSession } from './sessions/session-moves.ts';
import { findSessionRow, type SessionRow, wrappedKey } from './sessions/session-rows.ts';
import { withNewKey } from './vault/data-keys.ts';
import { open, seal, type Vault } from './vault.ts';

/** What the app said at flow about whom the session is for. */
export interface Subject {
  tel: string;
  uid: string;
  userInfo: UserInfo | null;
  userContacts: UserContact[];
  /** Where the phone page's old address wants its pushes, if the app has no addresses of its own. */
  callback?: string;
}

/** A session as the journey handles it; instants are unix seconds. */
export interface Session {
  sid: string;
  appid: string;
  carrier: Carrier;
  province: string;
  city: string;
  state: SessionState;
  failureCode: number | null;
  wrongTries: number;
  /** Null once erased: a session whose key is gone is erased, whatever its row says. */
  dataKey: Buffer | null;
  subject: Subject | null;
  /** What the connector must remember, as the journey wrote it; null when no call waits. */
  step: unknown;
  progress: { monthsDone: number; monthsTotal: number; calls: number };
  busyUntil: number;
  createdAt: number;
  touchedAt: number;
  /** When it entered each state that it has been in since it waited for login. */
  enteredAt: Partial<Record<SessionState, number>>;
}

export interface NewSession {
  sid: string;
  appid: string;
  carrier: Carrier;
  province: string;
  city: string;
  subject: Subject;
  step: unknown;
  now: number;
}

/** What is named must fit; instants are unix seconds. */
export interface SessionFilter {
  tel?: string;
  uid?: string;
  since?: number;
  /** The last one of the page before. */
  after?: { createdAt: number; sid: string };
}

type MovedTo = Exclude<SessionState, 'withdrawn' | 'erased'>;

/** What is stored with a move; `step`: what the connector must remember. */
export interface Along extends Pick<Move, 'progress' | 'releases' | 'inserts'> {
  failureCode?: Code;
  step?: unknown;
}

export interface BegunFetch {
  session: Session;
  /** False: it was begun before. */
  isFirst: boolean;
  /** Whether its consent is there and stands. */
  hasConsent: boolean;
}

export type Sessions = ReturnType<typeof createSessions>;

/** `now` gives the instant at which a state is entered, in unix seconds. */
export function createSessions(vault: Vault, now: () => number = () => Date.now() / 1000) {
  function sessionOf(row: SessionRow): Session {
    // The row comes first: a claim that had to wait for an erasure is given the row as it is, and the key as it was.
    const isErased = row.state === 'erased' || !row.key_wrapped;
    const dataKey = row.key_wrapped && !isErased ? vault.unwrapDataKey(row.sid, Buffer.from(row.key_wrapped)) : null;
    return {
      sid: row.sid,
      appid: row.appid,
      carrier: row.carrier,
      province: row.province,
      city: row.city,
      state: isErased ? 'erased' : row.state,
      failureCode: row.failure_code,
      wrongTries: row.wrong_tries,
      dataKey,
      // Sealed and authenticated: what opens is what `insert` wrote.
      subject:
        dataKey && row.subject_sealed
          ? JSON.parse(open(dataKey, `subject:${row.sid}`, Buffer.from(row.subject_sealed)).toString())
          : null,
      step:
        dataKey && row.step_sealed
          ? JSON.parse(open(dataKey, `step:${row.sid}`, Buffer.from(row.step_sealed)).toString())
          : null,
      progress: { monthsDone: row.months_done, monthsTotal: row.months_total, calls: row.calls_fetched },
      busyUntil: row.busy_until ? row.busy_until.getTime() / 1000 : 0,
      createdAt: row.created_at.getTime() / 1000,
      touchedAt: row.touched_at.getTime() / 1000,
      enteredAt: row.entered_at,
    };
  }

  function sealStep(sid: string, dataKey: Buffer, step: unknown): Buffer {
    return seal(dataKey, `step:${sid}`, Buffer.from(JSON.stringify(step)));
  }

  function stepOf({ sid, dataKey }: Session, step: unknown): Buffer {
    if (!dataKey) throw new Error('an erased session keeps no step');
    return sealStep(sid, dataKey, step);
  }

  return {
    /** Of a row that another statement brought. */
    fromRow: sessionOf,

    /** `inserts`: what goes into other tables with it, in the same statement. */
    async insert(db: Database, session: NewSession, inserts: readonly RawBuilder<unknown>[] = []): Promise<void> {
      const { dataKey, wrapped } = vault.newDataKey(session.sid);
      const at = dateOf(session.now);
      await inserts
        .reduce(
          (statement, insert, index) => statement.with(`inserted_${index}`, sql<Record<string, unknown>>`(${insert})`),
          withNewKey(db, session.sid, wrapped),
        )
        .insertInto('sessions')
        .values({
          sid: session.sid,
          appid: session.appid,
          tel_hash: vault.lookupHash('tel', session.subject.tel),
          uid_hash: vault.lookupHash('uid', session.subject.uid),
          carrier: session.carrier,
          province: session.province,
          city: session.city,
          state: 'awaiting_login',
          failure_code: null,
          subject_sealed: seal(dataKey, `subject:${session.sid}`, Buffer.from(JSON.stringify(session.subject))),
          step_sealed: sealStep(session.sid, dataKey, session.step),
          busy_until: null,
          created_at: at,
          touched_at: at,
        })
        .execute();
    },

    /** Null when no app has it. Callers on behalf of an app pass its appid: another app's session does not exist for it. */
    async find(db: Database, sid: string, appid?: string): Promise<Session | null> {
      const row = await findSessionRow(db, { sid, appid });
      return row ? sessionOf(row) : null;
    },

    /** In the order of `sids`. */
    async findListed(db: Database, sids: string[]): Promise<Session[]> {
      if (sids.length === 0) return [];
      const rows = await db.selectFrom('sessions').selectAll().select(wrappedKey).where('sid', 'in', sids).execute();
      return rows.sort((a, b) => sids.indexOf(a.sid) - sids.indexOf(b.sid)).map(sessionOf);
    },

    /** The app's sessions for a number, newest first, that wait for input or are being fetched. */
    async findOpenByTel(db: Database, appid: string, tel: string): Promise<Session[]> {
      const rows = await db
        .selectFrom('sessions')
        .select(sessionColumns)
        .select(wrappedKey)
        .where('appid', '=', appid)
        .where('tel_hash', 'in', vault.lookupHashes('tel', tel))
        .where('state', 'in', ['awaiting_login', 'awaiting_verify', 'authorised', 'fetching'])
        .orderBy('created_at', 'desc')
        .execute();
      return rows.map(sessionOf);
    },

    /** The app's own, newest first, at most `most`; withdrawn and erased ones are none. */
    async search(
      db: Database,
      appid: string,
      { tel, uid, since, after }: SessionFilter,
      most: number,
    ): Promise<Session[]> {
      let query = db
        .selectFrom('sessions')
        .selectAll()
        .select(wrappedKey)
        .where('appid', '=', appid)
        .where('state', '<>', 'erased');
      query = query.where('state', '<>', 'withdrawn');
      if (tel !== undefined) query = query.where('tel_hash', 'in', vault.lookupHashes('tel', tel));
      if (uid !== undefined) query = query.where('uid_hash', 'in', vault.lookupHashes('uid', uid));
      if (since !== undefined) query = query.where('created_at', '>=', dateOf(since));
      if (after !== undefined) {
        const at = dateOf(after.createdAt);
        query = query.where((where) => where(where.refTuple('created_at', 'sid'), '<', where.tuple(at, after.sid)));
      }
      const rows = await query.orderBy('created_at', 'desc').orderBy('sid', 'desc').limit(most).execute();
      return rows.map(sessionOf);
    },

    /** Takes the session for one call; null when another call has it, on whatever node. */
    async claim(
      db: Database,
      sid: string,
      now: number,
      untilSeconds: number,
      only?: ClaimedOnly,
    ): Promise<Session | null> {
      const row = await claimSession(db, sid, { now, untilSeconds }, only);
      return row ? sessionOf(row) : null;
    },

    async release(db: Database, sid: string): Promise<void> {
      await db.updateTable('sessions').set({ busy_until: null }).where('sid', '=', sid).execute();
    },

    /** Stores what the connector must remember, and how many wrong tries there were, and ends the caller's claim. */
    async keepStep(db: Database, session: Session, step: unknown, wrongTries: number): Promise<void> {
      const values = { step_sealed: stepOf(session, step), wrong_tries: wrongTries, busy_until: null };
      const query = db.updateTable('sessions').set(values).where('sid', '=', session.sid);
      // Ended while the carrier worked: the step went with it.
      await query.where('state', 'not in', ['withdrawn', 'erased']).execute();
    },

    /**
     * Moves the session on if it still stands where the caller saw it; false when somebody else moved it first.
     * A state that needs no portal any more destroys the step. Withdrawn and erased are more than a move: `withdraw`, `destroySessions`.
     */
    async move(db: Database, session: Session, to: MovedTo, along: Along = {}): Promise<boolean> {
      if (!mayBecome(session.state, to)) throw new Error(`a session cannot go from ${session.state} to ${to}`);
      const { failureCode = null, step, ...rest } = along;
      const keepsStep = to === 'awaiting_verify' || to === 'authorised' || to === 'fetching';
      const kept = step === undefined ? {} : { stepSealed: stepOf(session, step) };
      return moveSession(db, {
        ...{ sid: session.sid, from: session.state, to, failureCode, at: now(), ...rest },
        ...(keepsStep ? kept : { stepSealed: null }),
      });
    },

    /** Moves it to `fetching` unless it is there already (a worker died); null when it is not to be fetched. */
    async beginFetch(db: Database, sid: string): Promise<BegunFetch | null> {
      const at = now();
      const row = await beginFetch(db, sid, at);
      if (!row) return null;
      const session = sessionOf(row);
      return { session, isFirst: session.enteredAt.fetching === at, hasConsent: row.has_consent };
    },

    /** Whether its fetch is still wanted; one look-up by key. */
    async isBeingFetched(db: Database, sid: string): Promise<boolean> {
      const row = await db.selectFrom('sessions').select('state').where('sid', '=', sid).executeTakeFirst();
      return row?.state === 'fetching';
    },

    /** Sessions that a job should be working on and that nobody called since `before` (unix seconds). */
    async findInWork(db: Database, before: number): Promise<{ sid: string; state: SessionState }[]> {
      return db
        .selectFrom('sessions')
        .select(['sid', 'state'])
        .where('state', 'in', ['authorised', 'fetching', 'fetched'])
        .where('touched_at', '<', dateOf(before))
        .orderBy('touched_at')
        .limit(1000)
        .execute();
    },

    async keepProgress(db: Database, sid: string, progress: Session['progress']): Promise<void> {
      await db
        .updateTable('sessions')
        .set({ months_done: progress.monthsDone, months_total: progress.monthsTotal, calls_fetched: progress.calls })
        .where('sid', '=', sid)
        .execute();
    },
  };
}
