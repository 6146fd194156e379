/** How often a number was asked for, across all apps: the count behind 20005 and 20011. */

import type { Database } from './database.ts';
import { dateOf } from './sessions.ts';
import type { Vault } from './vault.ts';

export async function insertFlowCall(db: Database, vault: Vault, tel: string, now: number): Promise<void> {
  await db
    .insertInto('flow_calls')
    .values({ tel_hash: vault.lookupHash('tel', tel), called_at: dateOf(now) })
    .execute();
}

export async function countFlowCallsSince(db: Database, vault: Vault, tel: string, since: number): Promise<number> {
  const row = await db
    .selectFrom('flow_calls')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('tel_hash', 'in', vault.lookupHashes('tel', tel))
    .where('called_at', '>', dateOf(since))
    .executeTakeFirstOrThrow();
  return row.count;
}
