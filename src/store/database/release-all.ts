/** Gives back all that is in hand: for the sole owner of a store, whose earlier process died with it. */

import type { Database } from '../database.ts';

/** Sessions and recoveries that a call was acting on, and pushes that were under way. */
export async function releaseAll(db: Database): Promise<void> {
  await db.updateTable('sessions').set({ busy_until: null }).where('busy_until', 'is not', null).execute();
  await db.updateTable('recoveries').set({ busy_until: null }).where('busy_until', 'is not', null).execute();
  await db.updateTable('pushes').set({ claimed_until: null }).where('claimed_until', 'is not', null).execute();
}
