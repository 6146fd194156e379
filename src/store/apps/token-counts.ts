/** How many tokens each app was given within the hour: counted in the store, and remembered for a second while that is few. */

import { sql } from 'kysely';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';

interface Count {
  given: number;
  /** Unix seconds. */
  at: number;
}

interface Wanted {
  appid: string;
  issuedAt: number;
  mostPerHour: number;
}

const hourSeconds = 3600;
/**
 * Counting the thousands that an app with a high limit was given took most of a token's time. Below half of the limit the last count will
 * do, with what this process gave since: another node would have to give the other half within the second to go past it.
 */
const keptSeconds = 1;

/** By store, app by app: no more names than there are apps, since only known ones are counted. */
const counts = new WeakMap<Database, Map<string, Count>>();

/** Whether there is room for each, in their order, and counts those that there is room for as given. */
export async function countTokens(db: Database, wanted: readonly Wanted[]): Promise<boolean[]> {
  const known = counts.get(db) ?? new Map<string, Count>();
  counts.set(db, known);
  const uncertain = new Set(wanted.filter((one) => !isCertain(known.get(one.appid), one)).map(({ appid }) => appid));
  if (uncertain.size > 0) {
    const at = Math.max(...wanted.map(({ issuedAt }) => issuedAt));
    for (const [appid, given] of await countInStore(db, [...uncertain], at - hourSeconds))
      known.set(appid, { given, at });
  }
  return wanted.map(({ appid, mostPerHour }) => {
    const count = known.get(appid);
    if (!count || count.given >= mostPerHour) return false;
    count.given += 1;
    return true;
  });
}

function isCertain(count: Count | undefined, { issuedAt, mostPerHour }: Wanted): boolean {
  return count !== undefined && Math.abs(issuedAt - count.at) < keptSeconds && count.given < mostPerHour / 2;
}

async function countInStore(db: Database, appids: string[], since: number): Promise<[string, number][]> {
  const { rows } = await sql<{ appid: string; given: number }>`
    select appid, (select count(*) from tokens where tokens.appid = asked.appid and issued_at > ${dateOf(since)}) as given
    from unnest(${appids}::text[]) as asked (appid)`.execute(db);
  return rows.map(({ appid, given }) => [appid, given]);
}
