/** Recoveries in the store: begun, claimed for one call at a time, ended; whose they are and where they stand is sealed. */

import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely';
import type { Carrier } from '../domain/carrier.ts';
import type { RecoveryState } from '../domain/recovery.ts';
import type { Code } from '../errors.ts';
import { dateOf } from './database/date-of.ts';
import type { Database } from './database.ts';
import type { RecoveriesTable, Tables } from './tables.ts';
import { withNewKey, wrappedKeyOf } from './vault/data-keys.ts';
import { open, seal, type Vault } from './vault.ts';

/** Who said that they forgot their password (§8). */
export interface RecoveryIdentity {
  tel: string;
  name: string;
  idCard: string;
}

/** A recovery as the journey handles it; `touchedAt` is unix seconds. Once ended it has neither key nor identity nor step. */
export interface StoredRecovery {
  tid: string;
  appid: string;
  carrier: Carrier;
  province: string;
  city: string;
  state: RecoveryState;
  /** Why it expired or failed. */
  failureCode: Code | null;
  dataKey: Buffer | null;
  identity: RecoveryIdentity | null;
  /** What the connector must remember, as the journey wrote it. */
  step: unknown;
  touchedAt: number;
}

export interface NewRecovery {
  tid: string;
  appid: string;
  carrier: Carrier;
  province: string;
  city: string;
  identity: RecoveryIdentity;
  step: unknown;
  now: number;
}

export type Recoveries = ReturnType<typeof createRecoveries>;

type Row = Selectable<RecoveriesTable> & { key_wrapped: Uint8Array | null };

const wrappedKey = wrappedKeyOf('recoveries.tid');

/** Not held by a call at `now`. */
const isFree = (now: number) => (where: ExpressionBuilder<Tables, 'recoveries'>) =>
  where.or([where('busy_until', 'is', null), where('busy_until', '<', dateOf(now))]);

/** Of those that wait: what was sealed goes, and the key in the same statement. */
async function endThose(
  db: Database,
  state: Exclude<RecoveryState, 'awaiting'>,
  failureCode: Code | null,
  which: (where: ExpressionBuilder<Tables, 'recoveries'>) => Expression<SqlBool>,
): Promise<void> {
  await db
    .with('ended', (query) =>
      query
        .updateTable('recoveries')
        .set({ state, failure_code: failureCode, identity_sealed: null, step_sealed: null })
        .where('state', '=', 'awaiting')
        .where(which)
        .returning('tid'),
    )
    .deleteFrom('data_keys')
    .where('id', 'in', (query) => query.selectFrom('ended').select('tid'))
    .execute();
}

export function createRecoveries(vault: Vault) {
  function recoveryOf(row: Row): StoredRecovery {
    const { tid, appid, carrier, province, city, state } = row;
    // The row comes first: a claim that had to wait for its end is given the row as it is, and the key as it was.
    const dataKey =
      row.key_wrapped && state === 'awaiting' ? vault.unwrapDataKey(tid, Buffer.from(row.key_wrapped)) : null;
    // Sealed and authenticated: what opens is what `insert` and `keepStep` wrote.
    const opened = (purpose: 'subject' | 'step', sealed: Uint8Array | null) =>
      dataKey && sealed ? JSON.parse(open(dataKey, `${purpose}:${tid}`, Buffer.from(sealed)).toString()) : null;
    return {
      ...{ tid, appid, carrier, province, city, state, dataKey },
      failureCode: row.failure_code,
      identity: opened('subject', row.identity_sealed),
      step: opened('step', row.step_sealed),
      touchedAt: row.touched_at.getTime() / 1000,
    };
  }

  function sealed(dataKey: Buffer, purpose: 'subject' | 'step', tid: string, value: unknown): Buffer {
    return seal(dataKey, `${purpose}:${tid}`, Buffer.from(JSON.stringify(value)));
  }

  return {
    async insert(db: Database, { identity, step, now, ...recovery }: NewRecovery): Promise<void> {
      const { dataKey, wrapped } = vault.newDataKey(recovery.tid);
      await withNewKey(db, recovery.tid, wrapped)
        .insertInto('recoveries')
        .values({
          ...recovery,
          tel_hash: vault.lookupHash('tel', identity.tel),
          state: 'awaiting',
          failure_code: null,
          identity_sealed: sealed(dataKey, 'subject', recovery.tid, identity),
          step_sealed: sealed(dataKey, 'step', recovery.tid, step),
          busy_until: null,
          created_at: dateOf(now),
          touched_at: dateOf(now),
        })
        .execute();
    },

    /** Null for another app: its recovery does not exist for this one. */
    async find(db: Database, tid: string, appid: string): Promise<StoredRecovery | null> {
      const row = await db
        .selectFrom('recoveries')
        .selectAll()
        .select(wrappedKey)
        .where('tid', '=', tid)
        .where('appid', '=', appid)
        .executeTakeFirst();
      return row ? recoveryOf(row) : null;
    },

    /** Takes the recovery for one call; null when another call has it, on whatever node. */
    async claim(db: Database, tid: string, now: number, untilSeconds: number): Promise<StoredRecovery | null> {
      const row = await db
        .updateTable('recoveries')
        .set({ busy_until: dateOf(untilSeconds), touched_at: dateOf(now) })
        .where('tid', '=', tid)
        .where(isFree(now))
        .returningAll()
        .returning(wrappedKey)
        .executeTakeFirst();
      return row ? recoveryOf(row) : null;
    },

    async release(db: Database, tid: string): Promise<void> {
      await db.updateTable('recoveries').set({ busy_until: null }).where('tid', '=', tid).execute();
    },

    /** Stores what the connector must remember; nothing once the recovery has ended. */
    async keepStep(db: Database, { tid, dataKey }: StoredRecovery, step: unknown): Promise<void> {
      if (!dataKey) throw new Error('a recovery that has ended keeps no step');
      await db
        .updateTable('recoveries')
        .set({ step_sealed: sealed(dataKey, 'step', tid, step) })
        .where('tid', '=', tid)
        .where('state', '=', 'awaiting')
        .execute();
    },

    /** Ends it and destroys its data key, and with it all that was sealed. */
    async end(
      db: Database,
      tid: string,
      state: Exclude<RecoveryState, 'awaiting'>,
      failureCode: Code | null = null,
    ): Promise<void> {
      await endThose(db, state, failureCode, (where) => where('tid', '=', tid));
    },

    /** Ends what the app began for a number before and no call holds now: a later start takes its place (4016). */
    async endEarlier(db: Database, appid: string, tel: string, now: number): Promise<void> {
      const hashes = vault.lookupHashes('tel', tel);
      await endThose(db, 'failed', 4016, (where) =>
        where.and([where('appid', '=', appid), where('tel_hash', 'in', hashes), isFree(now)(where)]),
      );
    },

    /** Ends, whosever they are, those that nobody called since an instant (4004): no ID card stays behind. */
    async endIdle(db: Database, since: number): Promise<void> {
      await endThose(db, 'expired', 4004, (where) => where('touched_at', '<', dateOf(since)));
    },
  };
}
