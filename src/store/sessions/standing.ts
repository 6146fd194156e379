/** What a session's status shows, read by the statement that notes the reading in the audit. */

import { type Selectable, sql } from 'kysely';
import { type AuditEntry, insertAudit } from '../audit.ts';
import { consentOf, type StoredConsent } from '../consents.ts';
import { sessionColumns } from '../database/columns.ts';
import { gathered } from '../database/gathered.ts';
import { type Push, pushOf } from '../pushes.ts';
import type { ConsentsTable, PushesTable } from '../tables.ts';
import { inOrderOf, type SessionRow, selectSessionRows } from './session-rows.ts';

/** A row that came as JSON: its instants are texts. */
type InJson<Row> = {
  [Column in keyof Row]: Row[Column] extends Date
    ? string
    : Row[Column] extends Date | null
      ? string | null
      : Row[Column];
};

type Row = SessionRow & {
  consent: InJson<Selectable<ConsentsTable>> | null;
  pushes: InJson<Selectable<PushesTable>>[];
};

export interface Standing {
  row: SessionRow;
  consent: StoredConsent | null;
  /** In the order in which they go out. */
  pushes: Push[];
}

/** A look of an app at a session of its own. */
type Reading = AuditEntry & { appid: string; sid: string };

/** Null when the app has no such session. What is withdrawn or erased comes as it is, and is no reading. */
export const readStanding = gathered<Reading, Standing | null>(async (db, readings) => {
  const { rows } = await sql<Row>`
    with found as (${selectSessionRows(db, readings)}),
      appended as (${insertAudit(
        readings,
        sql`join found on found.sid = entry.sid and found.appid = entry.appid
        where found.state not in ('withdrawn', 'erased')`,
      )})
    select ${sql.join([...sessionColumns, 'key_wrapped'].map((name) => sql.ref(`found.${name}`)))},
      (select to_jsonb(consents) from consents where consents.sid = found.sid) as consent,
      (select coalesce(jsonb_agg(to_jsonb(pushes) order by turn), '[]') from pushes where pushes.sid = found.sid) as pushes
    from found`.execute(db);
  return inOrderOf(readings, rows).map((row) => row && standingOf(row));
});

function standingOf(row: Row): Standing {
  const { consent, pushes } = row;
  return {
    row,
    consent:
      consent &&
      consentOf({
        ...consent,
        given_at: new Date(consent.given_at),
        withdrawn_at: dateOrNull(consent.withdrawn_at),
      }),
    pushes: pushes.map((push) =>
      pushOf({
        ...push,
        next_at: new Date(push.next_at),
        created_at: new Date(push.created_at),
        claimed_until: dateOrNull(push.claimed_until),
        settled_at: dateOrNull(push.settled_at),
      }),
    ),
  };
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
