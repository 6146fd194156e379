/** Dirty rows: unreadable, never wrong but readable. */

import { expect, test } from 'vitest';
import { callsOfMonth, coveredMonths } from './calls.ts';
import { dateTime } from './shanghai-days.ts';
import { shanghai, subscribersEnding } from './some-subscribers.ts';

const now = shanghai('2026-11-25T12:00:00');
const calls = subscribersEnding('74', now).flatMap((subscriber) =>
  coveredMonths(subscriber, now).flatMap((month) => callsOfMonth(subscriber, month, now)),
);
const dirty = calls.flatMap((call) => (call.dirty ? [{ call, dirt: call.dirty }] : []));

test('about one row in fifteen is dirty, in exactly one value', () => {
  expect(dirty.length / calls.length).toBeGreaterThan(1 / 18);
  expect(dirty.length / calls.length).toBeLessThan(1 / 12);
  for (const { dirt } of dirty) expect(Object.keys(dirt)).toHaveLength(1);
});

test('times, numbers and durations are all hit', () => {
  const hit = new Set(dirty.flatMap(({ dirt }) => Object.keys(dirt)));
  expect(hit).toEqual(new Set(['time', 'number', 'duration']));
});

test('no dirty value can be read as another one', () => {
  for (const { dirt } of dirty) {
    expect(dirt.time ?? '2026-11-03 --:--:--').toMatch(/ (\d\?:\d\d:\d\d|--:--:--|\d\d:\?\?:\?\?)$/);
    expect(dirt.number ?? '-').toMatch(/^(1\d{2}\*{4}\d{4}|-|隐藏号码)$/);
    expect(dirt.duration ?? '--').toBe('--');
  }
});

test('a dirty time has the length and the one blank of a clean one, and blots only what it hides', () => {
  for (const { call, dirt } of dirty) {
    if (dirt.time === undefined) continue;
    const clean = dateTime(call.at);
    expect(dirt.time).toHaveLength(clean.length);
    expect(dirt.time.split(' ')).toHaveLength(2);
    expect([...dirt.time].every((char, i) => char === clean[i] || char === '?' || char === '-')).toBe(true);
  }
});

test('nobody else has dirty rows', () => {
  const others = subscribersEnding('03', now).flatMap((subscriber) => callsOfMonth(subscriber, '202610', now));
  expect(others.filter(({ dirty: each }) => each !== undefined)).toEqual([]);
});
