/** Applies the numbered SQL files once, whoever starts first. */

import { readdirSync, readFileSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

const directory = new URL('../migrations/', import.meta.url);

/** Any constant: every node must take the same one. */
const advisoryLock = 7_206_001;

/** Throws when the database holds a migration that this program does not know (an older program on a newer store). */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const files = readdirSync(directory)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort();
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(advisoryLock)})`.execute(trx);
    await sql`create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())`.execute(
      trx,
    );
    const applied = await sql<{ name: string }>`select name from schema_migrations`.execute(trx);
    const done = new Set(applied.rows.map((row) => row.name));
    const unknown = [...done].filter((name) => !files.includes(name));
    if (unknown.length > 0) {
      throw new Error(
        `the store holds migration ${unknown.join(', ')}, which this version does not know: run the newer version`,
      );
    }
    for (const file of files.filter((name) => !done.has(name))) {
      for (const statement of statementsOf(readFileSync(new URL(file, directory), 'utf8'))) {
        await sql.raw(statement).execute(trx);
      }
      await sql`insert into schema_migrations (name) values (${file})`.execute(trx);
    }
  });
}

/** PGlite takes one statement a query; the files hold no semicolon inside one. */
function statementsOf(text: string): string[] {
  return text
    .replace(/^\s*--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
