/** What the purge removes besides sessions: one rule per kind of row. A new kind is a line here. */

import { type RawBuilder, sql } from 'kysely';
import { consoleHours } from '../console/console-sessions.ts';
import { tryWindowSeconds } from '../console/login-tries.ts';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import { dropEndedLinks } from '../links.ts';
import type { Tables } from '../tables.ts';
import { dropOldTagBatches } from '../tags/tag-batches.ts';

export interface PurgeRule {
  /** As `xiangdan purge` prints it. */
  name: string;
  /** Gives how many rows are gone; it is called again while that is as many as `most`. */
  run(db: Database, now: number, most: number): Promise<number>;
}

export interface Keeping {
  retentionDays: number;
  /** The longest window of the limits on flows: before it is over, a number's flows must still be counted. */
  flowWindowSeconds: number;
}

const hour = 3600;
const day = 24 * hour;

/** A client that lost the last reply may ask for so long how its recovery ended. */
const endedRecoverySeconds = day;

export function purgeRules({ retentionDays, flowWindowSeconds }: Keeping): PurgeRule[] {
  return [
    older('tokens', 'tokens', 'expires_at', hour),
    older('flow_calls', 'flow_calls', 'called_at', flowWindowSeconds),
    older('openings', 'openings', 'busy_until', 0),
    older('recoveries', 'recoveries', 'touched_at', endedRecoverySeconds, sql`state <> 'awaiting'`),
    older('pushes', 'pushes', 'settled_at', retentionDays * day),
    older('console_sessions', 'console_sessions', 'created_at', consoleHours.absolute * hour),
    older('login_tries', 'login_tries', 'tried_at', tryWindowSeconds),
    older('subject_codes', 'subject_codes', 'sent_at', flowWindowSeconds),
    older('subject_visits', 'subject_visits', 'expires_at', 0),
    { name: 'tag_batches', run: dropOldTagBatches },
    { name: 'links', run: dropEndedLinks },
  ];
}

/**
 * Of rows that have no data key, or none any more. By ctid: some of these tables have no primary key, and the rows are few enough to be found by
 * their index.
 */
function older(
  name: string,
  table: keyof Tables,
  column: string,
  seconds: number,
  also: RawBuilder<unknown> = sql`true`,
): PurgeRule {
  return {
    name,
    async run(db, now, most) {
      const where = sql`${sql.ref(column)} < ${dateOf(now - seconds)} and ${also}`;
      const deleted = await sql`delete from ${sql.table(table)} where ctid = any(array(
        select ctid from ${sql.table(table)} where ${where} limit ${most}::int))`.execute(db);
      return Number(deleted.numAffectedRows ?? 0n);
    },
  };
}
