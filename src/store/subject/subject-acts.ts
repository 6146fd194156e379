/** Who did what with a subscriber's sessions, out of the audit. */

import { type AuditRow, auditRowOf } from '../audit.ts';
import type { Database } from '../database.ts';

/** Newest first, of all these sessions together. */
export async function actsOn(db: Database, sids: string[], most: number): Promise<AuditRow[]> {
  if (sids.length === 0) return [];
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('sid', 'in', sids)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map(auditRowOf);
}
