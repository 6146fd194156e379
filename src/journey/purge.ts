/** Removes what is kept no longer: sessions by erasure, with receipts; everything else by its rule. */

import { idleSeconds } from '../domain/session.ts';
import type { Database } from '../store/database.ts';
import { type PurgeRule, purgeRules } from '../store/purge/purge-rules.ts';
import { expireIdle, findPastRetention, lockPurge } from '../store/purge/purge-sessions.ts';
import { eraseMany } from './erase.ts';
import type { Journey } from './journey.ts';

/** What purging needs of a journey: the command line has no more. */
export type Purging = Pick<Journey, 'db' | 'vault' | 'now' | 'recoveries' | 'retentionDays' | 'flowLimits'>;

/** Sessions without a record, and withdrawn ones: time enough to ask what went wrong, or to export before erasing. */
export const shortDays = 7;

/** Bounds memory, and how long a row may be waited for. */
const batchRows = 500;

/**
 * Batch by batch, each in a transaction of its own: whatever stops it, the next run goes on there.
 * Gives how many rows of each kind are gone; null when another node was at it.
 */
export async function purge(purging: Purging, stop: AbortSignal): Promise<Record<string, number> | null> {
  const { db, now } = purging;
  const counts: Record<string, number> = {};
  for (const { name, run } of rulesOf(purging)) {
    let sum = 0;
    for (let gone = batchRows; gone >= batchRows && !stop.aborted; sum += gone) {
      const batch = await db.transaction().execute(async (transaction) => {
        return (await lockPurge(transaction)) ? run(transaction, now(), batchRows) : null;
      });
      if (batch === null) return null;
      gone = batch;
    }
    counts[name] = sum;
  }
  return counts;
}

function rulesOf(purging: Purging): PurgeRule[] {
  const { recoveries, retentionDays, flowLimits } = purging;
  const flowWindowSeconds = Math.max(0, ...flowLimits.map(({ seconds }) => seconds));
  return [
    { name: 'idle_sessions', run: (db, now, most) => expireIdle(db, now - idleSeconds, now, most) },
    { name: 'sessions', run: (db, now, most) => eraseDue(purging, db, now, most) },
    {
      name: 'idle_recoveries',
      async run(db, now) {
        await recoveries.endIdle(db, now - idleSeconds);
        return 0;
      },
    },
    ...purgeRules({ retentionDays, flowWindowSeconds }),
  ];
}

async function eraseDue(purging: Purging, db: Database, now: number, most: number): Promise<number> {
  const { retentionDays } = purging;
  const retention = { retentionDays, shortDays: Math.min(shortDays, retentionDays) };
  const due = await findPastRetention(db, retention, now, most);
  return eraseMany({ ...purging, db }, due, { actor: 'system', reason: 'retention' });
}
