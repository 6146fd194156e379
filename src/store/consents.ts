/** Consents in the store: one row per session, nothing personal in it, so that it may stay when the session is erased. */

import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { ConsentLanguage, ConsentPurpose } from '../domain/consent-texts.ts';
import { dateOf } from './database/date-of.ts';
import type { Database } from './database.ts';
import type { ConsentsTable } from './tables.ts';

export type ConsentChannel = 'page' | 'app' | 'assumed';

/** Instants are unix seconds. */
export interface Consent {
  id: string;
  sid: string;
  appid: string;
  purposes: ConsentPurpose[];
  /** The app's name when it was given. */
  recipient: string;
  /** Null: this service does not know what was shown. */
  keptDays: number | null;
  language: ConsentLanguage | null;
  textVersion: string | null;
  /** SHA-256 of the exact text, hex. */
  textHash: string | null;
  givenAt: number;
  channel: ConsentChannel;
  /** The app's own. */
  reference: string | null;
}

/** As it stands; null: not withdrawn. */
export interface StoredConsent extends Omit<Consent, 'purposes' | 'language'> {
  purposes: string[];
  language: string | null;
  withdrawnAt: number | null;
}

/** What an app's settings say about consents and about how long its sessions are kept. */
export interface ConsentRules {
  name: string;
  consent: 'assumed' | 'required';
  retentionDays: number | null;
}

/** The statement: a better one takes the place of one that was assumed; any other stays. */
export function insertConsent(consent: Consent): RawBuilder<unknown> {
  const { id, sid, appid, recipient, keptDays, language, textVersion, textHash, channel, reference } = consent;
  return sql`
    insert into consents (id, sid, appid, purposes, recipient, kept_days, language, text_version, text_hash, given_at, channel, reference)
    values (${id}, ${sid}, ${appid}, ${consent.purposes.join(',')}, ${recipient}, ${keptDays}, ${language}, ${textVersion},
      ${textHash}, ${dateOf(consent.givenAt)}, ${channel}, ${reference})
    on conflict (sid) do update set id = excluded.id, appid = excluded.appid, purposes = excluded.purposes,
      recipient = excluded.recipient, kept_days = excluded.kept_days, language = excluded.language,
      text_version = excluded.text_version, text_hash = excluded.text_hash, given_at = excluded.given_at,
      channel = excluded.channel, reference = excluded.reference
    where consents.channel = 'assumed'`;
}

export async function findConsent(db: Database, sid: string): Promise<StoredConsent | null> {
  const row = await db.selectFrom('consents').selectAll().where('sid', '=', sid).executeTakeFirst();
  return row ? consentOf(row) : null;
}

export function consentOf(row: Selectable<ConsentsTable>): StoredConsent {
  return {
    id: row.id,
    sid: row.sid,
    appid: row.appid,
    purposes: row.purposes.split(','),
    recipient: row.recipient,
    keptDays: row.kept_days,
    language: row.language,
    textVersion: row.text_version,
    textHash: row.text_hash,
    givenAt: row.given_at.getTime() / 1000,
    channel: row.channel,
    reference: row.reference,
    withdrawnAt: row.withdrawn_at ? row.withdrawn_at.getTime() / 1000 : null,
  };
}

/**
 * Hides the session, destroys its step, and ends its pushes, inside the caller's transaction.
 * False when it was withdrawn or erased before, or is no session.
 */
export async function withdraw(db: Database, sid: string, now: number): Promise<boolean> {
  const at = dateOf(now);
  const hidden = await db
    .updateTable('sessions')
    .set({
      state: 'withdrawn',
      step_sealed: null,
      touched_at: at,
      entered_at: sql`entered_at || ${JSON.stringify({ withdrawn: now })}::jsonb`,
    })
    .where('sid', '=', sid)
    .where('state', 'not in', ['withdrawn', 'erased'])
    .executeTakeFirst();
  if (hidden.numUpdatedRows !== 1n) return false;
  await db.updateTable('consents').set({ withdrawn_at: at }).where('sid', '=', sid).execute();
  await db
    .updateTable('pushes')
    .set({ state: 'failed', last_error: 'the consent was withdrawn', claimed_until: null, settled_at: at })
    .where('sid', '=', sid)
    .where('state', '=', 'pending')
    .execute();
  return true;
}

/** Throws when there is no such app: whoever asks has authenticated it. */
export async function consentRulesOf(db: Database, appid: string): Promise<ConsentRules> {
  const row = await db
    .selectFrom('apps')
    .select(['name', 'consent', 'retention_days'])
    .where('appid', '=', appid)
    .executeTakeFirstOrThrow();
  return { name: row.name, consent: row.consent, retentionDays: row.retention_days };
}

/** What is not named stays as it is. False when there is no such app. */
export async function setConsentRules(
  db: Database,
  appid: string,
  rules: Partial<Omit<ConsentRules, 'name'>>,
): Promise<boolean> {
  const updated = await db
    .updateTable('apps')
    .set({
      ...(rules.consent === undefined ? {} : { consent: rules.consent }),
      ...(rules.retentionDays === undefined ? {} : { retention_days: rules.retentionDays }),
    })
    .where('appid', '=', appid)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
