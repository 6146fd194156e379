/** The console's list of pushes of all apps, newest first, page by page from where the last one ended. */

import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import { type Push, type PushState, pushOf } from '../pushes.ts';
import type { PushKind } from './push-kinds.ts';

export interface PushFilter {
  sid?: string;
  appid?: string;
  kind?: PushKind;
  state?: PushState;
}

/** The last row of the page before. */
export interface PushPlace {
  createdAt: number;
  id: string;
}

export async function searchPushes(
  db: Database,
  filter: PushFilter,
  { after, most }: { after: PushPlace | null; most: number },
): Promise<Push[]> {
  let query = db.selectFrom('pushes').selectAll();
  if (filter.sid !== undefined) query = query.where('sid', '=', filter.sid);
  if (filter.appid !== undefined) query = query.where('appid', '=', filter.appid);
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'id'), '<', tuple(dateOf(after.createdAt), after.id)),
    );
  const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(most).execute();
  return rows.map(pushOf);
}

export async function findPush(db: Database, id: string): Promise<Push | null> {
  const row = await db.selectFrom('pushes').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? pushOf(row) : null;
}
