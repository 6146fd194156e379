/** The tables as Kysely sees them; columns are migrations/*.sql to the letter. */

import type { Generated } from 'kysely';
import type { Carrier } from '../domain/carrier.ts';
import type { RecoveryState } from '../domain/recovery.ts';
import type { SessionState } from '../domain/session.ts';
import type { Code } from '../errors.ts';
import type { PushKind } from './push-kinds.ts';

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
}

export interface TokensTable {
  token_hash: Uint8Array;
  appid: string;
  issued_at: Date;
  expires_at: Date;
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
  tel_hash: Uint8Array;
  uid_hash: Uint8Array;
  carrier: Carrier;
  province: string;
  city: string;
  state: SessionState;
  failure_code: number | null;
  wrong_tries: Generated<number>;
  key_wrapped: Uint8Array | null;
  subject_sealed: Uint8Array | null;
  step_sealed: Uint8Array | null;
  months_done: Generated<number>;
  months_total: Generated<number>;
  calls_fetched: Generated<number>;
  busy_until: Date | null;
  created_at: Date;
  touched_at: Date;
}

export interface FlowCallsTable {
  tel_hash: Uint8Array;
  called_at: Date;
}

export interface RecordsTable {
  sid: string;
  body_sealed: Uint8Array;
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
  key_wrapped: Uint8Array | null;
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
  key_wrapped: Uint8Array;
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
}

export interface OpeningsTable {
  appid: string;
  tel_hash: Uint8Array;
  busy_until: Date;
}

export interface Tables {
  apps: AppsTable;
  tokens: TokensTable;
  accounts: AccountsTable;
  sessions: SessionsTable;
  flow_calls: FlowCallsTable;
  openings: OpeningsTable;
  records: RecordsTable;
  reports: ReportsTable;
  recoveries: RecoveriesTable;
  tag_batches: TagBatchesTable;
  tag_lists: TagListsTable;
  pushes: PushesTable;
}
