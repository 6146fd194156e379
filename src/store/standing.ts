/** What a session's status shows besides the session itself, read by the statement that notes the reading in the audit. */

import { type Selectable, sql } from 'kysely';
import { type AuditEntry, withAudit } from './audit.ts';
import { consentOf, type StoredConsent } from './consents.ts';
import type { Database } from './database.ts';
import { type Push, pushOf } from './pushes.ts';
import type { ConsentsTable, PushesTable } from './tables.ts';

/** A row that came as JSON: its instants are texts. */
type InJson<Row> = {
  [Column in keyof Row]: Row[Column] extends Date
    ? string
    : Row[Column] extends Date | null
      ? string | null
      : Row[Column];
};

export interface Standing {
  consent: StoredConsent | null;
  /** In the order in which they go out. */
  pushes: Push[];
}

/** One statement, where each is most of what a look at a session costs. */
export async function readStanding(db: Database, sid: string, reading: AuditEntry): Promise<Standing> {
  const { consent, pushes } = await withAudit(db, reading)
    .selectNoFrom([
      sql<InJson<Selectable<ConsentsTable>> | null>`(
        select to_jsonb(consents) from consents where sid = ${sid}
      )`.as('consent'),
      sql<InJson<Selectable<PushesTable>>[]>`(
        select coalesce(jsonb_agg(to_jsonb(pushes) order by turn), '[]') from pushes where sid = ${sid}
      )`.as('pushes'),
    ])
    .executeTakeFirstOrThrow();
  return {
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
