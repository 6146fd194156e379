/** The console's search over the sessions of all apps, newest first, page by page from where the last one ended. */

import type { Carrier } from '../../domain/carrier.ts';
import type { SessionState } from '../../domain/session.ts';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import type { Vault } from '../vault.ts';

export interface SessionFilter {
  tel?: string;
  uid?: string;
  sid?: string;
  appid?: string;
  state?: SessionState;
  carrier?: Carrier;
  /** Unix seconds. */
  since?: number;
  until?: number;
}

/** The last row of the page before. */
export interface SessionPlace {
  createdAt: number;
  sid: string;
}

export async function searchSessions(
  db: Database,
  vault: Vault,
  filter: SessionFilter,
  { after, most }: { after: SessionPlace | null; most: number },
): Promise<string[]> {
  let query = db.selectFrom('sessions').select('sid');
  if (filter.sid !== undefined) query = query.where('sid', '=', filter.sid);
  if (filter.tel !== undefined) query = query.where('tel_hash', 'in', vault.lookupHashes('tel', filter.tel));
  if (filter.uid !== undefined) query = query.where('uid_hash', 'in', vault.lookupHashes('uid', filter.uid));
  if (filter.appid !== undefined) query = query.where('appid', '=', filter.appid);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.carrier !== undefined) query = query.where('carrier', '=', filter.carrier);
  if (filter.since !== undefined) query = query.where('created_at', '>=', dateOf(filter.since));
  if (filter.until !== undefined) query = query.where('created_at', '<', dateOf(filter.until));
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'sid'), '<', tuple(dateOf(after.createdAt), after.sid)),
    );
  const rows = await query.orderBy('created_at', 'desc').orderBy('sid', 'desc').limit(most).execute();
  return rows.map(({ sid }) => sid);
}
