/** Tests of the monthly bills. */

import { expect, test } from 'vitest';
import { billOfMonth } from './bills.ts';
import { callsOfMonth } from './calls.ts';
import { naturalSubscribers, shanghai, subscribersEnding } from './some-subscribers.ts';
import { subscriberOf } from './subscriber.ts';

const now = shanghai('2026-11-25T12:00:00');
const people = naturalSubscribers(300, now);
const silent = Array.from({ length: 80 }, (_, i) => subscriberOf(`1385740${10 + i}78`, now) ?? []).flat();
const months = ['202610', '202609', '202608'];
const bills = people.flatMap((subscriber) => months.map((month) => billOfMonth(subscriber, month)));

test('the items of a bill add up to its amount, before a discount of 20.00 that some of 中国移动 have', () => {
  const discounts = bills.map(({ amountFen, items }) => items.reduce((sum, { fen }) => sum + fen, 0) - amountFen);
  expect(new Set(discounts)).toEqual(new Set([0, 2000]));
  expect(new Set(people.map(({ carrier }) => carrier))).toEqual(new Set(['mobile']));
  const others = subscribersEnding('05', now).filter(({ carrier }) => carrier !== 'mobile');
  expect(others.length).toBeGreaterThan(3);
  for (const subscriber of others) {
    const { amountFen, items } = billOfMonth(subscriber, '202610');
    expect(items.reduce((sum, { fen }) => sum + fen, 0)).toBe(amountFen);
  }
});

test('a kind of item stands at most twice on a bill', () => {
  for (const { items } of bills) {
    for (const { kind } of items) expect(items.filter((item) => item.kind === kind).length).toBeLessThanOrEqual(2);
    expect(items.every(({ fen }) => Number.isInteger(fen) && fen > 0)).toBe(true);
  }
});

test('every kind of item occurs, some bills with two of the package', () => {
  const kinds = new Set(bills.flatMap(({ items }) => items.map(({ kind }) => kind)));
  expect(kinds).toEqual(new Set(['package', 'calls', 'data', 'sms', 'zengzhifei', 'daishoufei', 'qita']));
  expect(bills.some(({ items }) => items.filter(({ kind }) => kind === 'package').length === 2)).toBe(true);
});

test('what a bill asks for calls is what the calls of its month cost', () => {
  for (const subscriber of people.slice(0, 60)) {
    const cost = callsOfMonth(subscriber, '202610', now).reduce((sum, { costFen }) => sum + costFen, 0);
    const item = billOfMonth(subscriber, '202610').items.find(({ kind }) => kind === 'calls');
    expect(item?.fen ?? 0).toBe(cost);
  }
});

test('no call of the silent (78) costs anything, or their bills would move with their silences', () => {
  for (const subscriber of silent) {
    expect(billOfMonth(subscriber, '202610').items.filter(({ kind }) => kind === 'calls')).toEqual([]);
  }
});

test('about one person in twelve has months below 10.00', () => {
  const cheap = people.filter((subscriber) => months.some((month) => billOfMonth(subscriber, month).amountFen < 1000));
  expect(cheap.length / people.length).toBeGreaterThan(0.05);
  expect(cheap.length / people.length).toBeLessThan(0.13);
});

test('a subscriber without calls (79) pays the package and nothing for calls', () => {
  for (const subscriber of subscribersEnding('79', now)) {
    const { amountFen, items } = billOfMonth(subscriber, '202610');
    expect(amountFen).toBeGreaterThan(0);
    expect(items.some(({ kind }) => kind === 'calls')).toBe(false);
  }
});

test('before the open date there is nothing to pay', () => {
  for (const subscriber of subscribersEnding('76', now)) {
    expect(billOfMonth(subscriber, '202610')).toEqual({ month: '202610', amountFen: 0, items: [] });
  }
});
