/** Which numbers an app is opening a session for right now, across all nodes. */

import { type RawBuilder, sql } from 'kysely';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import type { Vault } from '../vault.ts';

export interface Opening {
  appid: string;
  tel: string;
}

/** False while another call, on whatever node, is opening one; a call that died loses its claim at `until` (unix seconds). */
export async function claimOpening(
  db: Database,
  vault: Vault,
  opening: Opening,
  now: number,
  until: number,
): Promise<boolean> {
  const claimed = await db
    .insertInto('openings')
    .values({ appid: opening.appid, tel_hash: vault.lookupHash('tel', opening.tel), busy_until: dateOf(until) })
    .onConflict((conflict) =>
      conflict
        .columns(['appid', 'tel_hash'])
        .doUpdateSet({ busy_until: dateOf(until) })
        .where('openings.busy_until', '<', dateOf(now)),
    )
    .returning('appid')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** The statement, to be run by itself or with the insert of the session that was opened. */
export function releaseOpening(vault: Vault, { appid, tel }: Opening): RawBuilder<unknown> {
  return sql`delete from openings where appid = ${appid} and tel_hash in (${sql.join(vault.lookupHashes('tel', tel))})`;
}
