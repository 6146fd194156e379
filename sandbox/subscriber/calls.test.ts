/** Calls: stable over clocks, within their months, as each scenario wants them. */

import { expect, test } from 'vitest';
import { placeOfNumber } from '../numbers.ts';
import { callsOfMonth, coveredMonths, type SandboxCall } from './calls.ts';
import { printedPlace } from './counterparts.ts';
import { dayOf, monthOfDay } from './shanghai-days.ts';
import { naturalSubscribers, shanghai, subscribersEnding } from './some-subscribers.ts';
import { type Subscriber, subscriberOf } from './subscriber.ts';

const now = shanghai('2026-11-25T12:00:00');
const people = naturalSubscribers(60, now);
const allCalls = (subscriber: Subscriber, clock = now): SandboxCall[] =>
  coveredMonths(subscriber, clock).flatMap((month) => callsOfMonth(subscriber, month, clock));

test('six months are covered, newest first, the current one included', () => {
  const [someone] = people;
  expect(someone && coveredMonths(someone, shanghai('2027-02-01T00:00:00'))).toEqual([
    '202702',
    '202701',
    '202612',
    '202611',
    '202610',
    '202609',
  ]);
});

test('months before the open date are not covered', () => {
  const sim = (clock: string) =>
    subscribersEnding('76', shanghai(clock)).map((each) => coveredMonths(each, shanghai(clock)));
  expect(new Set(sim('2026-11-25T12:00:00').flat())).toEqual(new Set(['202611']));
  expect(new Set(sim('2026-12-05T12:00:00').flat())).toEqual(new Set(['202612', '202611']));
});

test.each(['03', '74', '75', '77'])('a later clock adds calls and changes none (…%s)', (digits) => {
  const [subscriber] = subscribersEnding(digits, now);
  if (!subscriber) throw new Error('no such subscriber');
  for (const later of [now + 1800, now + 86_400, now + 30 * 86_400]) {
    for (const month of coveredMonths(subscriber, now)) {
      const then = callsOfMonth(subscriber, month, later).filter(({ at, seconds }) => at + seconds <= now);
      expect(then).toEqual(callsOfMonth(subscriber, month, now));
    }
  }
});

test('asking again, after many others, gives the same calls', () => {
  const [someone] = people;
  if (!someone) throw new Error('no such subscriber');
  const first = JSON.stringify(allCalls(someone));
  for (const other of people.slice(1)) allCalls(other);
  expect(JSON.stringify(allCalls(someone))).toBe(first);
});

test.each(['2026-11-25T12:00:00', '2026-12-01T00:00:00', '2027-01-01T00:40:00', '2027-03-10T20:15:00'])(
  'at %s calls are newest first, none ends in the future, each is in its month, no two overlap',
  (wallClock) => {
    const clock = shanghai(wallClock);
    for (const subscriber of ['03', '74', '75', '76', '77', '78'].flatMap((digits) =>
      subscribersEnding(digits, clock),
    )) {
      for (const month of coveredMonths(subscriber, clock)) {
        const calls = callsOfMonth(subscriber, month, clock);
        expect(calls.every(({ at }) => monthOfDay(dayOf(at)) === month && at >= subscriber.openDate)).toBe(true);
        expect(calls.every(({ at, seconds }) => at + seconds <= clock)).toBe(true);
        const overlapping = calls.filter(({ at }, i) => {
          const earlier = calls[i + 1];
          return earlier !== undefined && earlier.at + earlier.seconds >= at;
        });
        expect(overlapping).toEqual([]);
      }
    }
  },
);

test('a natural month has 120 to 450 calls', () => {
  for (const clock of [now, shanghai('2027-03-10T20:15:00')]) {
    for (const subscriber of people) {
      for (const month of coveredMonths(subscriber, clock).slice(1)) {
        const { length } = callsOfMonth(subscriber, month, clock);
        expect(length).toBeGreaterThanOrEqual(120);
        expect(length).toBeLessThanOrEqual(450);
      }
    }
  }
});

test('the place beside a number is the place of the number', () => {
  const located = people
    .flatMap((subscriber) => allCalls(subscriber))
    .filter(({ number }) => /^(1\d{10}|0[1-9]\d+)$/.test(number));
  expect(located.length).toBeGreaterThan(10_000);
  const wrong = located.filter(({ number, numberPlace }) => printedPlace(placeOfNumber(number)) !== numberPlace);
  expect(wrong).toEqual([]);
});

test('service numbers are of the whole country, and the own carrier is among them', () => {
  for (const subscriber of people) {
    const services = allCalls(subscriber).filter(({ number }) => /^(95\d{3}|1\d{4}|400\d{7})$/.test(number));
    expect(services.every(({ numberPlace }) => numberPlace === '全国')).toBe(true);
    expect(services.some(({ number }) => number === '10086')).toBe(true);
  }
});

test('nobody calls themselves, not in a city of five prefixes where chance would have it', () => {
  for (const tel of ['17771581600', '17771582510', '18120398054']) {
    const subscriber = subscriberOf(tel, now);
    if (!subscriber) throw new Error('no such subscriber');
    expect(allCalls(subscriber).length).toBeGreaterThan(500);
    expect(allCalls(subscriber).filter(({ number }) => number === tel)).toEqual([]);
  }
});

test('about a third of the people travel, in runs of at most five days, and roam only then', () => {
  const travellers = people.filter((subscriber) =>
    allCalls(subscriber).some(({ roamType }) => roamType === '国内漫游'),
  );
  expect(travellers.length / people.length).toBeGreaterThan(0.2);
  expect(travellers.length / people.length).toBeLessThan(0.5);
  for (const subscriber of travellers) {
    const home = printedPlace(subscriber);
    const calls = allCalls(subscriber);
    expect(calls.every(({ ownPlace, roamType }) => (ownPlace !== home) === (roamType === '国内漫游'))).toBe(true);
    const awayDays = new Set(calls.filter(({ ownPlace }) => ownPlace !== home).map(({ at }) => dayOf(at)));
    const tooLong = [...awayDays].filter((day) => [1, 2, 3, 4, 5].every((more) => awayDays.has(day + more)));
    expect(tooLong).toEqual([]);
  }
});

test('durations are skewed: most are short, some last over an hour, some end at once', () => {
  const seconds = people.flatMap((subscriber) => allCalls(subscriber)).map((call) => call.seconds);
  const shareOf = (low: number, high: number) =>
    seconds.filter((each) => low <= each && each <= high).length / seconds.length;
  expect(shareOf(20, 90)).toBeGreaterThan(0.4);
  expect(shareOf(0, 5)).toBeGreaterThan(0.03);
  expect(shareOf(3601, 9000)).toBeGreaterThan(0.0001);
  expect(Math.max(...seconds)).toBeLessThanOrEqual(9000);
});

test('night calls, forwarded calls, calls abroad and calls that cost something are there and rare', () => {
  const calls = people.flatMap((subscriber) => allCalls(subscriber));
  const isNight = ({ at }: SandboxCall) => (at + 28_800) % 86_400 >= 7200 && (at + 28_800) % 86_400 < 21_600;
  const rare = [
    isNight,
    ({ mode }: SandboxCall) => mode === '呼转',
    ({ landType }: SandboxCall) => landType !== '国内通话',
    ({ costFen }: SandboxCall) => costFen > 0,
  ].map((is) => calls.filter(is).length / calls.length);
  for (const share of rare) {
    expect(share).toBeGreaterThan(0.0001);
    expect(share).toBeLessThan(0.08);
  }
});

test('the heavy user (75) has 20,000 calls, give or take a tenth', () => {
  for (const clock of ['2026-06-01T00:00:00', '2026-11-30T23:59:59', '2027-07-01T00:00:00']) {
    for (const subscriber of subscribersEnding('75', shanghai(clock))) {
      const { length } = allCalls(subscriber, shanghai(clock));
      expect(length).toBeGreaterThan(18_000);
      expect(length).toBeLessThan(22_000);
    }
  }
});

test('the cut month (70) has more than one page of 200', () => {
  for (const clock of [now, shanghai('2027-04-10T20:15:00')]) {
    for (const subscriber of subscribersEnding('70', clock)) {
      const month = coveredMonths(subscriber, clock)[subscriber.scenario.cutMonthBack ?? 0] ?? '';
      expect(callsOfMonth(subscriber, month, clock).length).toBeGreaterThan(220);
    }
  }
});

test('a subscriber without calls (79) has none', () => {
  const quiet = subscribersEnding('79', now);
  expect(quiet.length).toBeGreaterThan(5);
  for (const subscriber of quiet) expect(allCalls(subscriber)).toEqual([]);
});

test('a new SIM (76) has calls on each of its twelve days, also after a later clock was asked', () => {
  for (const clock of [now + 86_400, now]) {
    for (const subscriber of subscribersEnding('76', clock)) {
      const days = new Set(allCalls(subscriber, clock).map(({ at }) => dayOf(at)));
      const first = dayOf(subscriber.openDate);
      for (let day = first; day < first + 12; day += 1) expect(days).toContain(day);
    }
  }
});

test('a number that is no subscriber before its open date has its first call on that day or later', () => {
  const { tel, openDate } = people[0] ?? { tel: '', openDate: 0 };
  const clock = openDate + 20 * 86_400;
  const subscriber = subscriberOf(tel, clock);
  if (!subscriber) throw new Error('no such subscriber');
  const calls = allCalls(subscriber, clock);
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.every(({ at }) => at >= openDate)).toBe(true);
});
