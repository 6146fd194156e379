/** Rows of sessions with their wrapped keys, found by id; those asked for at the same time in one statement. */

import { type Selectable, sql } from 'kysely';
import { sessionColumns } from '../database/columns.ts';
import { anyOf, gathered } from '../database/gathered.ts';
import type { Database } from '../database.ts';
import type { SessionsTable } from '../tables.ts';
import { wrappedKeyOf } from '../vault/data-keys.ts';

export type SessionRow = Selectable<SessionsTable> & { key_wrapped: Uint8Array | null };

export const wrappedKey = wrappedKeyOf('sessions.sid');

/** Another app's session does not exist for it; undefined: whosesoever. */
interface Asked {
  sid: string;
  appid: string | undefined;
}

export const findSessionRow = gathered<Asked, SessionRow | null>(async (db, asked) => {
  const rows = await selectSessionRows(db, asked).execute();
  return inOrderOf(asked, rows);
});

/** Each row once, however often it is asked for. */
export function selectSessionRows(db: Database, asked: readonly Asked[]) {
  const sids = sql<string>`${asked.map(({ sid }) => sid)}::text[]`;
  const appids = sql<string>`${asked.map(({ appid }) => appid ?? null)}::text[]`;
  return db
    .selectFrom('sessions')
    .select(sessionColumns)
    .select(wrappedKey)
    .where(
      'sid',
      '=',
      anyOf(
        asked.map(({ sid }) => sid),
        'text',
      ),
    )
    .where(
      sql<boolean>`exists (select from unnest(${sids}, ${appids}) as asked (sid, appid)
        where asked.sid = sessions.sid and (asked.appid is null or asked.appid = sessions.appid))`,
    );
}

export function inOrderOf<Row extends SessionRow>(asked: readonly Asked[], rows: readonly Row[]): (Row | null)[] {
  const found = new Map(rows.map((row) => [row.sid, row]));
  return asked.map(({ sid, appid }) => {
    const row = found.get(sid);
    return row && (appid === undefined || appid === row.appid) ? row : null;
  });
}
