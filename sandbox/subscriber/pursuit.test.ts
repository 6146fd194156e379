/** Collectors who pursue a subscriber. */

import { expect, test } from 'vitest';
import { carrierOfNumber, placeOfNumber } from '../numbers.ts';
import { callsOfMonth, coveredMonths, type SandboxCall } from './calls.ts';
import { collectorNumbers, suspectedCollectorNumbers } from './collectors.ts';
import { shanghai, subscribersEnding } from './some-subscribers.ts';

/** In-calls by age in days, as report semantics §8 counts them. */
function inCallsByAge(calls: SandboxCall[], now: number, from: number, to: number): number {
  return calls.filter(({ at, mode }) => mode !== '主叫' && at > now - to * 86_400 && at <= now - from * 86_400).length;
}

test.each(['2026-11-25T00:00:01', '2026-11-25T12:00:00', '2026-12-01T00:00:00', '2027-03-02T23:59:59'])(
  'at %s the pursued subscriber has the numbers, recent and older calls of degree 3',
  (wallClock) => {
    const now = shanghai(wallClock);
    for (const subscriber of subscribersEnding('77', now)) {
      const calls = coveredMonths(subscriber, now)
        .flatMap((month) => callsOfMonth(subscriber, month, now))
        .filter(({ number }) => collectorNumbers.includes(number));
      expect(new Set(calls.map(({ number }) => number)).size).toBeGreaterThanOrEqual(15);
      expect(inCallsByAge(calls, now, 0, 7)).toBeGreaterThanOrEqual(6);
      expect(inCallsByAge(calls, now, 7, 30)).toBeGreaterThanOrEqual(8);
      for (const from of [30, 60, 90]) expect(inCallsByAge(calls, now, from, from + 30)).toBeGreaterThanOrEqual(10);
    }
  },
);

test('suspected collectors call too, less often', () => {
  const now = shanghai('2026-11-25T12:00:00');
  for (const subscriber of subscribersEnding('77', now)) {
    const calls = coveredMonths(subscriber, now).flatMap((month) => callsOfMonth(subscriber, month, now));
    const countOf = (numbers: string[]) => calls.filter(({ number }) => numbers.includes(number)).length;
    expect(countOf(suspectedCollectorNumbers)).toBeGreaterThan(20);
    expect(countOf(suspectedCollectorNumbers)).toBeLessThan(countOf(collectorNumbers));
  }
});

test('nobody else is called by collectors', () => {
  const now = shanghai('2026-11-25T12:00:00');
  const all = new Set([...collectorNumbers, ...suspectedCollectorNumbers]);
  const [someone] = subscribersEnding('03', now);
  if (!someone) throw new Error('no such subscriber');
  expect(callsOfMonth(someone, '202610', now).filter(({ number }) => all.has(number))).toEqual([]);
});

test('the collectors are distinct numbers that no carrier ever issued', () => {
  const all = [...collectorNumbers, ...suspectedCollectorNumbers];
  expect(new Set(all).size).toBe(all.length);
  for (const number of all) {
    expect(number).toMatch(/^154\d{8}$/);
    expect(carrierOfNumber(number)).toBeNull();
    expect(placeOfNumber(number).province).toBe('');
  }
});
