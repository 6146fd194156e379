/** How things stand: sessions, success and latency by carrier and province, pushes, and what waits. */

import { type Static, Type } from 'typebox';
import {
  bucketsSince,
  countWaiting,
  outcomesSince,
  pushStatesSince,
  sessionStatesSince,
} from '../store/console/overview.ts';
import type { Database } from '../store/database.ts';
import { nullable, resource } from './resource.ts';

const counted = Type.Array(Type.Object({ state: Type.String(), count: Type.Integer() }));

const overviewSchema = Type.Object({
  at: Type.Number(),
  bucketSeconds: Type.Integer(),
  outcomes: Type.Array(
    Type.Object({
      carrier: nullable(Type.String()),
      province: nullable(Type.String()),
      opened: Type.Integer(),
      signedIn: Type.Integer(),
      fetched: Type.Integer(),
      failed: Type.Integer(),
      fetchSecondsP50: nullable(Type.Number()),
      fetchSecondsP95: nullable(Type.Number()),
    }),
  ),
  buckets: Type.Array(
    Type.Object({ at: Type.Integer(), opened: Type.Integer(), fetched: Type.Integer(), failed: Type.Integer() }),
  ),
  sessions: counted,
  pushes: counted,
  waiting: Type.Object({
    toFetch: Type.Integer(),
    fetching: Type.Integer(),
    toReport: Type.Integer(),
    pushes: Type.Integer(),
  }),
});

type Overview = Static<typeof overviewSchema>;

const spans = {
  day: { seconds: 86_400, bucketSeconds: 3600 },
  week: { seconds: 7 * 86_400, bucketSeconds: 6 * 3600 },
};

/** Several open consoles ask for the same: they get what is at most so old. */
const keptSeconds = 10;
const kept = new WeakMap<Database, Map<string, { at: number; answer: Promise<Overview> }>>();

export const overview = resource({
  method: 'GET',
  path: '/overview',
  who: 'auditor',
  query: Type.Object({ span: Type.Union([Type.Literal('day'), Type.Literal('week')]) }),
  reply: overviewSchema,
  async handle({ parts: { journey }, query: { span } }) {
    const { db } = journey;
    const now = journey.now();
    const spansKept = kept.get(db) ?? new Map<string, { at: number; answer: Promise<Overview> }>();
    kept.set(db, spansKept);
    const known = spansKept.get(span);
    if (known && now - known.at < keptSeconds) return known.answer;
    const answer = readOverview(db, now, spans[span]);
    spansKept.set(span, { at: now, answer });
    answer.catch(() => spansKept.delete(span));
    return answer;
  },
});

async function readOverview(db: Database, now: number, span: (typeof spans)['day']): Promise<Overview> {
  const since = now - span.seconds;
  const [outcomes, buckets, sessions, pushes, waiting] = await Promise.all([
    outcomesSince(db, since),
    bucketsSince(db, since, span.bucketSeconds),
    sessionStatesSince(db, since),
    pushStatesSince(db, since),
    countWaiting(db),
  ]);
  return { at: now, bucketSeconds: span.bucketSeconds, outcomes, buckets, sessions, pushes, waiting };
}
