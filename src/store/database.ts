/** Opens the store, PGlite in a directory or PostgreSQL by URL, as one Kysely over one schema. */

import { PGlite, types } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { fromPglite, PgBoss } from 'pg-boss';
import { migrate } from './database/migrate.ts';
import { preparing } from './database/prepared-statements.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

export interface Store {
  kind: 'pglite' | 'postgres';
  db: Database;
  /** A pg-boss on the same database, not started. `onError` hears of its background trouble. */
  newBoss(onError: (error: Error) => void): PgBoss;
  close(): Promise<void>;
}

/** int8 and count() are strings in `pg` and numbers in PGlite; here they are numbers in both (all fit 2^53). */
const int8 = 20;

/**
 * PostgreSQL's own defaults are for a server: with them an idle process holds 340 MB of RSS, with these 210 MB (2-core VM, 2026-11-25).
 * PGlite serves one connection whatever max_connections says.
 */
const smallServer = ['shared_buffers = 32MB', 'max_connections = 10'];

/** Opens PGlite on an existing directory (see create-pglite.ts); the caller holds the directory's lock. */
export async function openPglite(directory: string): Promise<Store> {
  const pglite = newPglite(directory);
  await pglite.waitReady;
  const store = pgliteStore(pglite);
  await migrate(store.db);
  return store;
}

export function newPglite(directory: string): PGlite {
  return new PGlite(directory, { parsers: { [types.INT8]: Number }, postgresqlconf: smallServer });
}

/** The store on a PGlite that is ready and migrated. */
export function pgliteStore(pglite: PGlite): Store {
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  return {
    kind: 'pglite',
    db,
    newBoss: (onError) => bossWith({ db: fromPglite(pglite), backend: 'pglite' }, onError),
    // Closes PGlite too: the dialect owns it.
    close: () => db.destroy(),
  };
}

/** Connects to PostgreSQL 15 or newer; throws when it cannot be reached. */
export async function openPostgres(url: string): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    application_name: 'xiangdan',
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  // An idle connection that breaks is replaced on the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The pool listens to idle ones alone; one that breaks between two statements of a transaction would end the process just so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
  await migrate(db);
  return {
    kind: 'postgres',
    db,
    newBoss: (onError) => bossWith({ connectionString: url, max: 5, application_name: 'xiangdan-jobs' }, onError),
    close: () => db.destroy(),
  };
}

/** Throws when the store does not answer. */
export async function requireAnswer(db: Database): Promise<void> {
  await sql`select 1`.execute(db);
}

/**
 * A worker that dies is noticed by its missing heartbeat: 20 s (jobs/queues.ts) and at most 15 s until the next look,
 * so its jobs move on within 60 s.
 */
function bossWith(
  connection: ConstructorParameters<typeof PgBoss>[0] & object,
  onError: (error: Error) => void,
): PgBoss {
  const boss = new PgBoss({
    ...connection,
    useListenNotify: true,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    schedule: false,
  });
  boss.on('error', onError);
  return boss;
}
