/** The life of one session as a table: which states there are, where each may go, and what a poll is told in it. */

import type { Code } from '../errors.ts';

interface StateRow {
  next: readonly string[];
  /** What `/calls/record` answers: `data`, or a code of §20 (wire contract §4). */
  record: 'data' | Code;
  /** What `/calls/report`, `/cuishou` and `/itag` answer. */
  report: 'data' | Code;
}

export const sessionStates = {
  awaiting_login: {
    next: ['awaiting_verify', 'authorised', 'expired', 'withdrawn', 'erased'],
    record: 3001,
    report: 3101,
  },
  awaiting_verify: { next: ['authorised', 'expired', 'withdrawn', 'erased'], record: 3001, report: 3101 },
  authorised: { next: ['fetching', 'query_failed', 'withdrawn', 'erased'], record: 3001, report: 3101 },
  fetching: { next: ['fetched', 'query_failed', 'withdrawn', 'erased'], record: 3001, report: 3101 },
  fetched: { next: ['reported', 'report_failed', 'withdrawn', 'erased'], record: 'data', report: 3101 },
  reported: { next: ['withdrawn', 'erased'], record: 'data', report: 'data' },
  report_failed: { next: ['withdrawn', 'erased'], record: 'data', report: 3102 },
  query_failed: { next: ['withdrawn', 'erased'], record: 3100, report: 3102 },
  expired: { next: ['withdrawn', 'erased'], record: 4004, report: 4004 },
  withdrawn: { next: ['erased'], record: 4016, report: 4016 },
  erased: { next: [], record: 4016, report: 4016 },
} as const satisfies Record<string, StateRow>;

export type SessionState = keyof typeof sessionStates;

/** A session that waits for the subscriber ends after so long without a call (wire contract §4). */
export const idleSeconds = 600;

export function mayBecome(from: SessionState, to: SessionState): boolean {
  const next: readonly SessionState[] = sessionStates[from].next;
  return next.includes(to);
}

/** Waits for the subscriber's input. */
export function isAwaiting(state: SessionState): boolean {
  return state === 'awaiting_login' || state === 'awaiting_verify';
}

/** Signed in, and the record is not there yet. */
export function isFetching(state: SessionState): boolean {
  return state === 'authorised' || state === 'fetching';
}

/** For the app there is no such session any more. */
export function isHidden(state: SessionState): boolean {
  return state === 'withdrawn' || state === 'erased';
}
