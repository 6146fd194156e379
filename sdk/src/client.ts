/** The client of Xiangdan: one object per app, every call typed by the service's own schemas. */

import { type Identity, type Recovery, startRecovery } from './recovery.ts';
import type { ReportData } from './report-schemas.ts';
import type {
  CallsFlowData,
  LinksData,
  Receipt,
  ReceiptsKeyData,
  RecordData,
  ScoreData,
  SessionsData,
  SessionsSidData,
  SessionsSidReportLinkData,
  SessionsSidWithdrawData,
  TagsData,
  UserContactParam,
  UserInfoParam,
} from './schemas.ts';
import { firstState, type SavedSignIn, type Waiting, waiting } from './sign-in.ts';
import { type SignedCalls, signedCalls } from './signed-calls.ts';
import type { Credentials } from './tokens.ts';
import { type CallOptions, createTransport, type Params, type TransportOptions } from './transport.ts';
import { type WaitOptions, waitFor } from './waiting.ts';

export type { Identity, Recovery, RecoveryAsks, RecoveryDone } from './recovery.ts';
export { type FailureAction, XiangdanError } from './refused.ts';
export type * from './report-rows.ts';
export type * from './report-schemas.ts';
export type * from './schemas.ts';
export type { Answers, Ask, SavedSignIn, SignedIn, SignIn, Waiting } from './sign-in.ts';
export type { OwnCallsOptions, SignedCalls } from './signed-calls.ts';
export type { Credentials } from './tokens.ts';
export type { CallOptions, Fetch, TransportOptions } from './transport.ts';
export type { WaitOptions } from './waiting.ts';

export interface Subject {
  tel: string;
  /** Your own id, handed back in records and pushes. */
  uid?: string;
  userInfo?: UserInfoParam;
  userContacts?: UserContactParam[];
}

/** The consent that your own page or paper collected. */
export interface ConsentHeld {
  /** Your own reference to it: never a number or a name. */
  ref: string;
  givenAt?: Date;
  /** Which text the subscriber agreed to. */
  textVersion?: string;
}

export interface Opening extends Subject {
  consent?: ConsentHeld;
}

export interface LinkWishes extends Partial<Subject> {
  /** The subscriber may not change `tel`. */
  telLocked?: boolean;
  /** Where the page sends the subscriber afterwards. */
  redirectUrl?: string;
  /** Comes back with them. */
  state?: string;
}

export interface SessionSearch {
  tel?: string;
  uid?: string;
  /** Those that were opened then or later. */
  since?: Date;
  next?: string;
}

export interface ReportWaitOptions extends WaitOptions {
  /** After each poll that found no report yet. */
  onProgress?: (session: SessionsSidData) => void;
}

export interface Client extends SignedCalls {
  /** Opens a session: the state says what the subscriber must enter. The same number and uid again: another code is sent. */
  openSession(opening: Opening, options?: CallOptions): Promise<Waiting>;
  /** The state that was saved between two answers. */
  resumeSignIn(saved: SavedSignIn): Waiting;
  /** Polls until the report is there. Rejects with XiangdanError when there will be none, with the signal's reason when aborted. */
  waitForReport(sid: string, options?: ReportWaitOptions): Promise<ReportData>;
  /** These reject with 3001 or 3101 as long as the document is being made. */
  record(sid: string, options?: CallOptions): Promise<RecordData>;
  report(sid: string, options?: CallOptions): Promise<ReportData>;
  score(sid: string, options?: CallOptions): Promise<ScoreData>;
  tags(sid: string, options?: CallOptions): Promise<TagsData>;
  startRecovery(identity: Identity, options?: CallOptions): Promise<Recovery>;
  /** A one-time link to the phone page, with no credential in it. */
  createLink(wishes?: LinkWishes, options?: CallOptions): Promise<LinksData>;
  /** A link to the session's report page that opens without a login, for as long as the service grants unless `expiresInSeconds` says it. */
  reportLink(
    sid: string,
    wishes?: { expiresInSeconds?: number },
    options?: CallOptions,
  ): Promise<SessionsSidReportLinkData>;
  session(sid: string, options?: CallOptions): Promise<SessionsSidData>;
  /** Newest first, a hundred at a time; `next` of one page asks for the one after it. */
  findSessions(search: SessionSearch, options?: CallOptions): Promise<SessionsData>;
  /** The subscriber withdrew the consent: the fetch stops, the data are hidden and erased within a week. */
  withdrawConsent(sid: string, options?: CallOptions): Promise<SessionsSidWithdrawData>;
  /** Erases a session for good. The receipt is the same when asked again. */
  eraseSession(sid: string, options?: CallOptions): Promise<Receipt>;
  /** The receipt of an erasure once more. */
  receipt(id: string, options?: CallOptions): Promise<Receipt>;
  /** What verifies receipts. */
  receiptKey(options?: CallOptions): Promise<ReceiptsKeyData>;
}

export function createClient(settings: TransportOptions & Credentials): Client {
  const transport = createTransport(settings);

  async function data<Data>(path: string, params: Params, options?: CallOptions): Promise<Data> {
    return (await transport.call<Data>(path, params, options)).data;
  }
  const pathOf = (sid: string) => `/sessions/${encodeURIComponent(sid)}`;
  const session = (sid: string, options?: CallOptions) => data<SessionsSidData>(pathOf(sid), {}, options);
  const report = (sid: string, options?: CallOptions) => data<ReportData>('/calls/report', { sid }, options);

  return {
    async openSession({ consent, ...subject }, options) {
      const params = { ...subjectParams(subject), ...consentParams(consent) };
      const flow = await data<CallsFlowData>('/calls/flow', params, options);
      return firstState(transport, subject.tel, flow);
    },
    resumeSignIn: (saved) => waiting(transport, saved),
    waitForReport(sid, options = {}) {
      const { onProgress, signal } = options;
      const showProgress = async () => onProgress?.(await session(sid, { signal }));
      return waitFor(() => report(sid, { signal }), onProgress ? showProgress : async () => undefined, options);
    },
    record: (sid, options) => data('/calls/record', { sid }, options),
    report,
    score: (sid, options) => data('/cuishou', { sid }, options),
    tags: (sid, options) => data('/itag', { sid }, options),
    startRecovery: (identity, options) => startRecovery(transport, identity, options),
    createLink(wishes = {}, options) {
      const { telLocked, redirectUrl, state, ...subject } = wishes;
      const params = { tel_locked: telLocked ? '1' : undefined, redirect_url: redirectUrl, state };
      return data('/links', { ...subjectParams(subject), ...params }, options);
    },
    reportLink(sid, { expiresInSeconds } = {}, options) {
      const params = { expires_in: expiresInSeconds === undefined ? undefined : String(expiresInSeconds) };
      return data(`${pathOf(sid)}/report-link`, params, options);
    },
    session,
    findSessions({ since, ...search }, options) {
      return data('/sessions', { ...search, since: since && unixSeconds(since) }, options);
    },
    withdrawConsent: (sid, options) => data(`${pathOf(sid)}/withdraw`, {}, options),
    eraseSession: (sid, options) => data(pathOf(sid), {}, { ...options, method: 'DELETE' }),
    receipt: (id, options) => data(`/receipts/${encodeURIComponent(id)}`, {}, options),
    receiptKey: (options) => data('/receipts/key', {}, options),
    ...signedCalls(transport.sendJson, settings),
  };
}

function subjectParams({ tel, uid, userInfo, userContacts }: Partial<Subject>): Params {
  return { tel, uid, user_info: userInfo, user_contact: userContacts };
}

function consentParams(consent: ConsentHeld | undefined): Params {
  if (!consent) return {};
  const { ref, givenAt, textVersion } = consent;
  return { consent_ref: ref, consent_time: givenAt && unixSeconds(givenAt), consent_text_version: textVersion };
}

function unixSeconds(date: Date): string {
  return String(Math.floor(date.getTime() / 1000));
}
