/** What the console's API gives, as its schemas in src/console say. */

export interface Page<T, N = string> {
  rows: T[];
  next: N | null;
}

export interface Outcomes {
  carrier: string | null;
  province: string | null;
  opened: number;
  signedIn: number;
  fetched: number;
  failed: number;
  fetchSecondsP50: number | null;
  fetchSecondsP95: number | null;
}

export interface Overview {
  at: number;
  bucketSeconds: number;
  outcomes: Outcomes[];
  buckets: { at: number; opened: number; fetched: number; failed: number }[];
  sessions: { state: string; count: number }[];
  pushes: { state: string; count: number }[];
  waiting: { toFetch: number; fetching: number; toReport: number; pushes: number };
}

export interface SessionRow {
  sid: string;
  appid: string;
  tel: string;
  uid: string;
  carrier: string;
  province: string;
  city: string;
  state: string;
  failureCode: number | null;
  createdAt: number;
}

export interface PushRow {
  id: string;
  sid: string;
  appid: string;
  kind: string;
  state: string;
  attempts: number;
  nextAt: number | null;
  lastStatus: number | null;
  lastError: string | null;
  createdAt: number;
  tried: { at: number; status: number | null; error: string | null }[];
}

export interface SessionDetail extends SessionRow {
  touchedAt: number;
  wrongTries: number;
  progress: { monthsDone: number; monthsTotal: number; calls: number };
  states: { state: string; at: number }[];
  consent: {
    id: string;
    channel: string;
    purposes: string[];
    textVersion: string | null;
    givenAt: number;
    withdrawnAt: number | null;
  } | null;
  pushes: PushRow[];
}

export interface Revealed {
  tel: string;
  uid: string;
  name: string;
  idCard: string;
  address: string;
  contacts: { tel: string; name: string; relationship: string }[];
}

export const pushKinds = ['auth', 'result', 'report', 'tags'] as const;
export type PushKind = (typeof pushKinds)[number];

export interface AppRow {
  appid: string;
  name: string;
  disabled: boolean;
  contractUntil: number | null;
  pushUrls: Record<PushKind, string | null>;
  encrypted: boolean;
  scopes: string[] | null;
  thirdParty: string;
  ipAllow: string | null;
  tokensPerHour: number | null;
  callsPerMinute: number | null;
  consent: string;
  retentionDays: number | null;
}

export interface Credentials {
  appid: string;
  appsecret: string;
}

export interface Tested {
  acknowledged: boolean;
  status: number | null;
  error: string | null;
  ms: number;
  answer: string;
}

export interface CarrierRow {
  carrier: string;
  name: string;
  connected: boolean;
  provinces: {
    province: string;
    login: string[];
    second: string[];
    historyMonths: number;
    recovery: boolean;
    passwordLengths: number[];
  }[];
}

export interface TagListRow {
  name: string;
  appid: string | null;
  version: number;
  count: number;
  importedAt: number;
}

export interface AuditRow {
  id: number;
  seq: number | null;
  at: number;
  actor: string;
  action: string;
  appid: string | null;
  sid: string | null;
  detail: Record<string, string | number | boolean>;
}

export interface Verified {
  rows: number;
  last: { seq: number; hash: string } | null;
  broken: { seq: number; why: string } | null;
}

export interface AccountRow {
  username: string;
  role: 'operator' | 'auditor';
  createdAt: number;
}
