/** A dump of PostgreSQL and its restoring, and what of a session in it a key opens. */

import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgres, type Store } from '../../src/store/database.ts';
import { opens } from '../journeys/personal-bytes.ts';
import { databaseUrl, onServer } from '../prepare-stores.ts';

const [postgresBin = ''] = globSync('/usr/lib/postgresql/*/bin').sort().reverse();

/** Of a PostgreSQL database into a file, with `pg_dump`. */
export function dump(url: string, file: string, ...more: string[]): void {
  execFileSync(join(postgresBin, 'pg_dump'), ['--dbname', url, '--file', file, ...more]);
}

/** What `dump` wrote, in a database that is made for it. */
export async function restoreInto(url: string, file: string): Promise<Store> {
  await onServer(databaseUrl(url, 'postgres'), `create database ${new URL(url).pathname.slice(1)}`);
  execFileSync(join(postgresBin, 'psql'), ['--quiet', '--dbname', url, '--file', file], { stdio: 'ignore' });
  return openPostgres(url);
}

export const drop = (url: string) =>
  onServer(databaseUrl(url, 'postgres'), `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);

/** Everything of a session that is sealed under its data key. */
export async function sealedOf({ db }: Store, sid: string) {
  const session = await db.selectFrom('sessions').selectAll().where('sid', '=', sid).executeTakeFirstOrThrow();
  const record = await db.selectFrom('records').selectAll().where('sid', '=', sid).executeTakeFirstOrThrow();
  const reports = await db.selectFrom('reports').selectAll().where('sid', '=', sid).executeTakeFirstOrThrow();
  const key = await db.selectFrom('data_keys').selectAll().where('id', '=', sid).executeTakeFirst();
  const sealed = [
    [`subject:${sid}`, session.subject_sealed],
    [`record:${sid}`, record.body_sealed],
    [`columns:${sid}`, record.columns_sealed],
    [`report:${sid}`, reports.body_sealed],
    [`score:${sid}`, reports.score_sealed],
    [`tags:${sid}`, reports.tags_sealed],
  ] as const;
  return { sealed, keyWrapped: Buffer.from(key?.key_wrapped ?? []) };
}

/** How many of the six a session has are opened by one of the keys. */
export function openedWith(keys: readonly Buffer[], { sealed }: Awaited<ReturnType<typeof sealedOf>>): number {
  return sealed.filter(([purpose, bytes]) => keys.some((key) => opens(key, purpose, bytes))).length;
}
