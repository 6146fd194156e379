/** The ways in which a carrier's page can fail us, and what each means for the session and for another try. */

import { type Code, Fault } from '../errors.ts';

interface Meaning {
  code: Code;
  what: string;
  /** Tries in all while calls and bills are fetched. */
  fetchTries: number;
  /** Tries in all while the subscriber waits; a login step may last 45 s in all (wire contract §6). */
  signInTries: number;
  /** No other page of this session can do better. */
  sessionWide: boolean;
}

/** A hung page costs its whole timeout, hence fewer tries. A busy carrier is told to the subscriber at sign-in, not hidden. */
export const portalTroubles = {
  timeout: { code: 4007, what: 'no answer in time', fetchTries: 2, signInTries: 1, sessionWide: false },
  unreachable: { code: 4007, what: 'connection failed', fetchTries: 5, signInTries: 3, sessionWide: false },
  serverError: { code: 4007, what: 'server error', fetchTries: 5, signInTries: 3, sessionWide: false },
  busy: { code: 4007, what: 'busy', fetchTries: 5, signInTries: 1, sessionWide: false },
  unknownPage: { code: 4007, what: 'a page we do not know', fetchTries: 1, signInTries: 1, sessionWide: false },
  maintenance: { code: 20020, what: 'in maintenance', fetchTries: 1, signInTries: 1, sessionWide: false },
  signedOut: { code: 4004, what: 'not signed in', fetchTries: 1, signInTries: 1, sessionWide: true },
  signedInElsewhere: { code: 4017, what: 'signed in elsewhere', fetchTries: 1, signInTries: 1, sessionWide: true },
} as const satisfies Record<string, Meaning>;

export type TroubleKind = keyof typeof portalTroubles;

/** A fault that names the page (`/e3/static/query/callDetail`) and the trouble, never a query value or a page's content. */
export class PortalTrouble extends Fault {
  readonly kind: TroubleKind;

  /** `note` is a protocol value for the operator: a status, a system error code, a carrier's result code. */
  constructor(kind: TroubleKind, page: string, note = '') {
    super(portalTroubles[kind].code, `${page}: ${portalTroubles[kind].what}${note === '' ? '' : ` (${note})`}`);
    this.name = 'PortalTrouble';
    this.kind = kind;
  }
}

/** A result code as it may be shown to an operator: digits only, whatever the page put there. */
export function showCode(code: string): string {
  return /^\d{1,10}$/.test(code) ? `code ${code}` : 'no code';
}

/** Whether an error says that the whole session is lost. */
export function isSessionWide(error: unknown): boolean {
  return error instanceof PortalTrouble && portalTroubles[error.kind].sessionWide;
}

/** What went wrong, when an error costs no more than its page; any other error is thrown on. */
export function causeOfLostPage(error: unknown): string {
  if (!(error instanceof PortalTrouble) || isSessionWide(error)) throw error;
  return error.message;
}
