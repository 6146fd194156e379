/** Silences: 72 hours and not a second less, and none where nothing is known. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../../test/golden/small-record.ts';
import { findSilences, hoursOf, longestHours, silencesWithin } from './silences.ts';

const now = at('2017-11-20 12:00:00');
const from = at('2017-11-10');

function silencesOf(callTimes: number[], failedMonths: string[] = [], start = from) {
  return findSilences({ from: start, now, callTimes: Float64Array.from(callTimes), failedMonths });
}

describe('a gap', () => {
  const daily = [11, 12, 13, 14, 15, 16].map((day) => at(`2017-11-${day}`));

  test('of exactly 72 hours is a silence, of one second less is not', () => {
    const call = at('2017-11-16');
    const last = at('2017-11-19 12:00:00');
    expect(silencesOf([...daily, call + 72 * 3600, last])).toEqual([{ start: call, end: call + 72 * 3600 }]);
    expect(silencesOf([...daily, call + 72 * 3600 - 1, last])).toEqual([]);
  });

  test('that lasts until the report is made counts', () => {
    expect(silencesOf(daily)).toEqual([{ start: at('2017-11-16'), end: now }]);
  });

  test('before the first call counts from the start of the range', () => {
    const calls = [at('2017-11-15'), at('2017-11-17 13:00:00')];
    expect(silencesOf(calls)).toEqual([{ start: from, end: at('2017-11-15') }]);
  });

  test('is the whole range when nobody ever called', () => {
    expect(silencesOf([])).toEqual([{ start: from, end: now }]);
  });
});

test('the order of the calls does not matter', () => {
  const calls = [at('2017-11-18'), at('2017-11-11'), at('2017-11-14')];
  expect(silencesOf(calls)).toEqual(silencesOf(calls.toReversed()));
});

describe('a month that could not be fetched', () => {
  const call = at('2017-08-20');

  test('is no silence, but what lies before and after it is', () => {
    expect(silencesOf([call], ['201709'], at('2017-08-20'))).toEqual([
      { start: at('2017-10-01'), end: now },
      { start: call, end: at('2017-09-01') },
    ]);
  });

  test('next to another leaves nothing between them', () => {
    expect(silencesOf([call], ['201710', '201709'], at('2017-08-20'))).toEqual([
      { start: at('2017-11-01'), end: now },
      { start: call, end: at('2017-09-01') },
    ]);
  });

  test('leaves no rest of less than 72 hours', () => {
    const late = at('2017-08-30');
    expect(silencesOf([late], ['201709', '201710', '201711'], late)).toEqual([]);
  });
});

test('hours are rounded down', () => {
  expect(hoursOf({ start: 0, end: 381.9 * 3600 })).toBe(381);
  expect(longestHours([])).toBe(0);
});

describe('silences within the last days', () => {
  const days = (count: number) => now - count * 86_400;

  test('count when 72 hours of them lie inside', () => {
    expect(silencesWithin([{ start: days(60), end: days(27) }], 30, now)).toBe(1);
    expect(silencesWithin([{ start: days(60), end: days(27) - 1 }], 30, now)).toBe(0);
  });

  test('do not count when they ended before', () => {
    expect(silencesWithin([{ start: days(60), end: days(40) }], 30, now)).toBe(0);
    expect(silencesWithin([{ start: days(60), end: days(40) }], 90, now)).toBe(1);
  });
});

test('looking at the days finds what sorting every call finds', () => {
  const instants = fc.array(fc.integer({ min: from, max: now }), { maxLength: 12 });
  fc.assert(
    fc.property(instants, (times) => {
      const points = [from, ...times.toSorted((a, b) => a - b), now];
      const gaps = points.slice(1).map((end, before) => ({ start: points[before] ?? end, end }));
      expect(silencesOf(times)).toEqual(gaps.filter(({ start, end }) => end - start >= 72 * 3600).reverse());
    }),
  );
});
