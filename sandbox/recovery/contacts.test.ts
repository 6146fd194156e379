/** Tests of "called between 90 and 5 days ago" against the subscriber's own calls. */

import { expect, test } from 'vitest';
import { callsOfMonth, coveredMonths } from '../subscriber/calls.ts';
import { daySeconds } from '../subscriber/shanghai-days.ts';
import { unicomTel } from '../unicom/test-journey.ts';
import { openWorld } from '../world.ts';
import { wasCalledLately } from './contacts.ts';

const now = 1_795_596_185;

function stage(digits: string, at = now) {
  const world = openWorld({ now: () => at });
  const subscriber = world.subscriber(unicomTel('天津', '天津', digits));
  if (subscriber === null) throw new Error('no subscriber');
  const calls = coveredMonths(subscriber, at).flatMap((month) => callsOfMonth(subscriber, month, at));
  return { calls, isLate: (tel: string) => wasCalledLately(world, subscriber, tel) };
}

/** Numbers with a single call, so that its moment decides alone. */
function onlyCalls() {
  const { calls } = stage('05');
  const byNumber = Map.groupBy(calls, ({ number }) => number);
  return calls.filter(({ number }) => byNumber.get(number)?.length === 1);
}

test('whoever was called between 90 and 5 days ago is known, nobody else', () => {
  const { calls, isLate } = stage('05');
  const isBetween = (at: number) => at >= now - 90 * daySeconds && at <= now - 5 * daySeconds;
  const lately = new Set(calls.filter(({ at }) => isBetween(at)).map(({ number }) => number));
  const others = new Set(calls.map(({ number }) => number)).difference(lately);
  expect(lately.size).toBeGreaterThan(20);
  expect(others.size).toBeGreaterThan(5);
  expect([...lately].filter((number) => !isLate(number))).toEqual([]);
  expect([...others].filter(isLate)).toEqual([]);
  expect(isLate('13900000000')).toBe(false);
  expect(isLate('')).toBe(false);
});

test('the days are counted to the second, at both ends', () => {
  // The edges are moments of calls whose numbers no other call has: the clock is put before and after them.
  const edgeOf = (days: number) => {
    const call = onlyCalls().find(({ at }) => at < now - days * daySeconds);
    if (call === undefined) throw new Error('no call');
    return { number: call.number, at: call.at + days * daySeconds };
  };
  const young = edgeOf(5);
  expect([-1, 0].map((later) => stage('05', young.at + later).isLate(young.number))).toEqual([false, true]);
  const old = edgeOf(90);
  expect([0, 1].map((later) => stage('05', old.at + later).isLate(old.number))).toEqual([true, false]);
});

test('a call that came in counts as much as one that went out', () => {
  const { isLate } = stage('05');
  const incoming = onlyCalls().find(
    ({ mode, at }) => mode === '被叫' && at < now - 6 * daySeconds && at > now - 80 * daySeconds,
  );
  if (incoming === undefined) throw new Error('no call');
  expect(isLate(incoming.number)).toBe(true);
});

test('a number without calls knows nobody', () => {
  const { calls, isLate } = stage('79');
  expect(calls).toEqual([]);
  expect(isLate('10010')).toBe(false);
});
