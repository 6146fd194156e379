/** What happened to a session, in order: its states, its consent, its pushes. */

import type { SessionState } from '../domain/session.ts';
import type { StoredConsent } from '../store/consents.ts';
import type { Push } from '../store/pushes.ts';
import type { Session } from '../store/sessions.ts';

/** `at`: unix seconds. */
export interface Event {
  event: string;
  at: number;
}

/** How the timeline calls entering a state, in the order in which a session may: they may share an instant. */
const events: [state: SessionState, event: string][] = [
  ['awaiting_verify', 'first_step_done'],
  ['authorised', 'signed_in'],
  ['fetched', 'fetched'],
  ['reported', 'reported'],
  ['report_failed', 'report_failed'],
  ['query_failed', 'query_failed'],
  ['expired', 'expired'],
  ['withdrawn', 'withdrawn'],
];

export function timelineOf(session: Session, consent: StoredConsent | null, pushes: readonly Push[]): Event[] {
  const entered = events.flatMap(([state, event]) => {
    const at = session.enteredAt[state];
    return at === undefined ? [] : [{ event, at }];
  });
  const pushed = pushes.flatMap(({ kind, tried }) =>
    tried.map(({ at, error }) => ({ event: `push_${kind}_${error === null ? 'delivered' : 'not_acknowledged'}`, at })),
  );
  const given = consent ? [{ event: 'consent_given', at: consent.givenAt }] : [];
  // A stable sort: what shares an instant stays in the order of a journey.
  return [...given, { event: 'opened', at: session.createdAt }, ...entered, ...pushed].sort((a, b) => a.at - b.at);
}
