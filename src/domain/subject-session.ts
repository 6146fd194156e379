/** What a subscriber is told of one session, and of who did what with it. */

import type { Carrier } from './carrier.ts';
import type { SessionState } from './session.ts';

/** By the same actor, one after the other: a poll that comes every few seconds is one line. Instants are unix seconds. */
export interface Act {
  /** `operator`: somebody at the console or at the machine; `link`: whoever has a link to the report that the app made; `service`: this service by itself. */
  by: 'app' | 'link' | 'operator' | 'service' | 'subject';
  /** As the audit names it; of a push with its kind, `push.delivered.result`. */
  action: string;
  firstAt: number;
  lastAt: number;
  count: number;
}

export interface SubjectSession {
  sid: string;
  app: string;
  carrier: Carrier;
  state: SessionState;
  openedAt: number;
  /** What is there to be downloaded. */
  holds: { record: boolean; report: boolean };
  /** To the report page, relative to the root of this service; good until the visit ends. Null: there is no report to be shown. */
  reportLink: string | null;
  consent: {
    purposes: string[];
    channel: 'page' | 'app' | 'assumed';
    givenAt: number;
    withdrawnAt: number | null;
  } | null;
  keptUntil: number;
  /** Newest first. */
  acts: Act[];
}
