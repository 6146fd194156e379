/** Jobs that pg-boss believes to be running: after a start on the embedded store, those of the process that died. */

import { sql } from 'kysely';
import type { Database } from '../database.ts';

export async function orphanedJobs(db: Database): Promise<{ name: string; id: string }[]> {
  const found = await sql<{
    name: string;
    id: string;
  }>`select name, id::text as id from pgboss.job where state = 'active'`.execute(db);
  return found.rows;
}
