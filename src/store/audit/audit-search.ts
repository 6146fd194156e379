/** The audit as the console lists it: newest first, page by page. */

import { type AuditRow, auditRowOf } from '../audit.ts';
import type { Database } from '../database.ts';

export interface AuditSearch {
  sid?: string;
  appid?: string;
  actor?: string;
  action?: string;
  /** Rows older than the one with this id. */
  before?: number;
}

export async function searchAudit(db: Database, { before, ...equal }: AuditSearch, most: number): Promise<AuditRow[]> {
  let query = db.selectFrom('audit').selectAll();
  for (const column of ['sid', 'appid', 'actor', 'action'] as const) {
    const value = equal[column];
    if (value !== undefined) query = query.where(column, '=', value);
  }
  if (before !== undefined) query = query.where('id', '<', before);
  const rows = await query.orderBy('id', 'desc').limit(most).execute();
  return rows.map(auditRowOf);
}
