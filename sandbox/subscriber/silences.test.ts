/** The four gaps of the silent. */

import { expect, test } from 'vitest';
import { callsOfMonth, coveredMonths } from './calls.ts';
import { dayStart, daysOfMonth } from './shanghai-days.ts';
import { shanghai, subscribersEnding } from './some-subscribers.ts';
import type { Subscriber } from './subscriber.ts';

/** Report semantics §4: gaps of 72 hours or more between the range's first instant, every call and now. */
function silencesIn(subscriber: Subscriber, now: number): { from: number; hours: number }[] {
  const months = coveredMonths(subscriber, now);
  const starts = months.flatMap((month) => callsOfMonth(subscriber, month, now)).map(({ at }) => at);
  const points = [now, ...starts, dayStart(daysOfMonth(months.at(-1) ?? '').first)];
  return points
    .slice(1)
    .map((from, i) => ({ from, hours: ((points[i] ?? from) - from) / 3600 }))
    .filter(({ hours }) => hours >= 72);
}

test.each(['2026-11-25T12:00:00', '2026-12-01T00:00:00', '2027-03-02T23:59:59'])(
  'at %s the silent (78) have exactly four silences of at least four days, all in the last five months',
  (wallClock) => {
    const now = shanghai(wallClock);
    for (const subscriber of subscribersEnding('78', now)) {
      const silences = silencesIn(subscriber, now);
      expect(silences).toHaveLength(4);
      expect(Math.min(...silences.map(({ hours }) => hours))).toBeGreaterThanOrEqual(96);
      expect(Math.min(...silences.map(({ from }) => from))).toBeGreaterThan(now - 150 * 86_400);
    }
  },
);

test('the silences stay where they are within one day', () => {
  const morning = shanghai('2026-11-25T00:00:00');
  const evening = shanghai('2026-11-25T23:59:59');
  for (const subscriber of subscribersEnding('78', morning)) {
    expect(silencesIn(subscriber, evening)).toEqual(silencesIn(subscriber, morning));
  }
});

test('nobody else is silent', () => {
  const now = shanghai('2026-11-25T12:00:00');
  for (const subscriber of ['03', '17', '42'].flatMap((digits) => subscribersEnding(digits, now))) {
    expect(silencesIn(subscriber, now)).toEqual([]);
  }
});
