/** The tables as Kysely sees them; columns are migrations/*.sql to the letter. */

import type { Generated } from 'kysely';
import type { Carrier } from '../domain/carrier.ts';
import type { RecoveryState } from '../domain/recovery.ts';
import type { SessionState } from '../domain/session.ts';
import type { Code } from '../errors.ts';
import type { PushKind } from './pushes/push-kinds.ts';

export interface AppsTable {
  appid: string;
  name: string;
  secret_sealed: Uint8Array;
  disabled_at: Date | null;
  contract_until: Date | null;
  created_at: Date;
  push_auth_url: Generated<string | null>;
  push_result_url: Generated<string | null>;
  push_report_url: Generated<string | null>;
  push_tags_url: Generated<string | null>;
  push_encrypted: Generated<boolean>;
  consent: Generated<'assumed' | 'required'>;
  retention_days: Generated<number | null>;
  scopes: Generated<string | null>;
  third_party: Generated<'whole' | 'masked'>;
  ip_allow: Generated<string | null>;
  tokens_per_hour: Generated<number | null>;
  calls_per_minute: Generated<number | null>;
}

export interface TokensTable {
  token_hash: Uint8Array;
  appid: string;
  issued_at: Date;
  expires_at: Date;
  is_static: Generated<boolean>;
}

export interface AccountsTable {
  username: string;
  password_hash: string;
  role: string;
  created_at: Date;
}

export interface SessionsTable {
  sid: string;
  appid: string;
  tel_hash: Uint8Array | null;
  uid_hash: Uint8Array | null;
  carrier: Carrier;
  province: string;
  city: string;
  state: SessionState;
  failure_code: number | null;
  wrong_tries: Generated<number>;
  subject_sealed: Uint8Array | null;
  step_sealed: Uint8Array | null;
  months_done: Generated<number>;
  months_total: Generated<number>;
  calls_fetched: Generated<number>;
  busy_until: Date | null;
  created_at: Date;
  touched_at: Date;
  /** State → unix seconds. */
  entered_at: Generated<Partial<Record<SessionState, number>>>;
}

export interface ConsentsTable {
  id: string;
  sid: string;
  appid: string;
  purposes: string;
  recipient: string;
  kept_days: number | null;
  language: string | null;
  text_version: string | null;
  text_hash: string | null;
  given_at: Date;
  channel: 'page' | 'app' | 'assumed';
  reference: string | null;
  withdrawn_at: Date | null;
}

export interface ReceiptsTable {
  id: string;
  sid: string;
  appid: string;
  erased_at: Date;
  what: string;
  reason: string;
  key_id: string;
  signature: string;
}

export interface FlowCallsTable {
  tel_hash: Uint8Array;
  called_at: Date;
}

export interface RecordsTable {
  sid: string;
  body_sealed: Uint8Array;
  columns_sealed: Uint8Array | null;
  fetched_at: Date;
}

export interface ReportsTable {
  sid: string;
  body_sealed: Uint8Array;
  score_sealed: Uint8Array | null;
  tags_sealed: Uint8Array | null;
  reported_at: Date;
}

export interface RecoveriesTable {
  tid: string;
  appid: string;
  tel_hash: Uint8Array;
  carrier: Carrier;
  province: string;
  city: string;
  state: RecoveryState;
  failure_code: Code | null;
  identity_sealed: Uint8Array | null;
  step_sealed: Uint8Array | null;
  busy_until: Date | null;
  created_at: Date;
  touched_at: Date;
}

export interface TagListsTable {
  name: string;
  appid: string | null;
  version: Generated<number>;
  entries: Uint8Array;
  entry_count: number;
  imported_at: Date;
}

export interface TagBatchesTable {
  tid: string;
  appid: string;
  body_sealed: Uint8Array;
  made_at: Date;
}

export interface PushesTable {
  id: string;
  sid: string;
  appid: string;
  kind: PushKind;
  turn: number;
  state: 'pending' | 'delivered' | 'failed';
  attempts: Generated<number>;
  next_at: Date;
  claimed_until: Date | null;
  last_status: number | null;
  last_error: string | null;
  created_at: Date;
  settled_at: Date | null;
  tried: Generated<PushTry[]>;
}

/** One attempt at a push; `at` is unix seconds. */
export interface PushTry {
  at: number;
  status: number | null;
  /** Null: acknowledged. */
  error: string | null;
}

export interface OpeningsTable {
  appid: string;
  tel_hash: Uint8Array;
  busy_until: Date;
}

export interface ConsoleSessionsTable {
  token_hash: Uint8Array;
  username: string;
  created_at: Date;
  seen_at: Date;
}

export interface LoginTriesTable {
  id: Generated<number>;
  who: Uint8Array;
  tried_at: Date;
}

export interface AuditTable {
  id: Generated<number>;
  at: Date;
  actor: string;
  action: string;
  appid: string | null;
  sid: string | null;
  detail: string;
  seq: Generated<number | null>;
  hash: Generated<string | null>;
}

export interface DataKeysTable {
  /** Of a session, recovery, link or batch of tag look-ups. */
  id: string;
  key_wrapped: Uint8Array;
}

export interface OwnKeysTable {
  name: string;
  key_wrapped: Uint8Array;
}

export interface LinksTable {
  id: string;
  appid: string;
  secret_hash: Uint8Array;
  browser_hash: Uint8Array | null;
  content_sealed: Uint8Array;
  sid: string | null;
  tid: string | null;
  created_at: Date;
  expires_at: Date;
}

export interface SubjectCodesTable {
  tel_hash: Uint8Array;
  sent_at: Date;
}

export interface SubjectVisitsTable {
  token_hash: Uint8Array;
  tel_sealed: Uint8Array;
  code_hash: Uint8Array;
  code_sent_at: Date;
  tries: Generated<number>;
  signed_in_at: Date | null;
  erased_sids: Generated<string>;
  expires_at: Date;
}

export interface Tables {
  links: LinksTable;
  apps: AppsTable;
  tokens: TokensTable;
  accounts: AccountsTable;
  sessions: SessionsTable;
  consents: ConsentsTable;
  receipts: ReceiptsTable;
  flow_calls: FlowCallsTable;
  openings: OpeningsTable;
  records: RecordsTable;
  reports: ReportsTable;
  recoveries: RecoveriesTable;
  tag_batches: TagBatchesTable;
  tag_lists: TagListsTable;
  pushes: PushesTable;
  audit: AuditTable;
  own_keys: OwnKeysTable;
  data_keys: DataKeysTable;
  console_sessions: ConsoleSessionsTable;
  login_tries: LoginTriesTable;
  subject_codes: SubjectCodesTable;
  subject_visits: SubjectVisitsTable;
}
