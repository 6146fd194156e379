/** Subscribers: the same number is the same person. */

import { expect, test } from 'vitest';
import { isSimplePin } from './pin.ts';
import { dateTime } from './shanghai-days.ts';
import { naturalSubscribers, shanghai, subscribersEnding } from './some-subscribers.ts';
import { subscriberOf } from './subscriber.ts';

const now = shanghai('2026-11-25T12:00:00');
const people = naturalSubscribers(600, now);

test('the same number is the same person at any clock', () => {
  for (const later of ['2026-11-25T12:00:01', '2027-03-01T00:00:00', '2031-07-01T09:30:00']) {
    expect(subscriberOf('13857401203', shanghai(later))).toEqual(subscriberOf('13857401203', now));
  }
});

test('carrier, province and city are those of the number', () => {
  expect(subscriberOf('13857401203', now)).toMatchObject({ carrier: 'mobile', province: '浙江', city: '宁波' });
  expect(subscriberOf('18911851612', now)).toMatchObject({ carrier: 'telecom', province: '北京', city: '北京' });
});

test.each([
  ['17000000012', 'a virtual operator'],
  ['19200000012', 'broadcast network'],
  ['15400000012', 'a range nobody owns'],
  ['19900000012', 'a range without a known place'],
  ['057412345678', 'a landline'],
  ['10086', 'a short code'],
  ['', 'no number'],
])('%s is no subscriber: %s', (tel) => {
  expect(subscriberOf(tel, now)).toBeNull();
});

test('neighbouring numbers are different people', () => {
  expect(new Set(people.map(({ idCard }) => idCard)).size).toBe(people.length);
  expect(new Set(people.map(({ address }) => address)).size).toBe(people.length);
});

test('everybody has a name, an address at home and a password that the carrier accepts', () => {
  for (const { tel, name, idCard, pin, address } of people) {
    expect(name).toMatch(/^\p{Script=Han}{2,3}$/u);
    expect(address.startsWith('浙江省')).toBe(true);
    expect(isSimplePin(pin, tel, idCard)).toBe(false);
  }
});

test('numbers were opened at a midnight, one to fifteen years before 2026, by grown-ups', () => {
  for (const { openDate, idCard } of people) {
    expect(dateTime(openDate)).toMatch(/ 00:00:00$/);
    expect(openDate).toBeGreaterThanOrEqual(shanghai('2011-01-01T00:00:00'));
    expect(openDate).toBeLessThanOrEqual(shanghai('2025-01-01T00:00:00'));
    expect(Number(dateTime(openDate).slice(0, 4)) - Number(idCard.slice(6, 10))).toBeGreaterThanOrEqual(19);
  }
});

test('a number is nobody before it was opened', () => {
  const { tel, openDate } = people[0] ?? { tel: '', openDate: 0 };
  expect(subscriberOf(tel, openDate - 1)).toBeNull();
  expect(subscriberOf(tel, openDate)).toMatchObject({ tel });
});

test('a new SIM (76) was opened at midnight twelve days ago, whatever the clock, by the same person', () => {
  for (const clock of ['2026-11-25T12:00:00', '2026-12-05T00:00:00', '2026-12-05T23:59:59']) {
    const [sim] = subscribersEnding('76', shanghai(clock));
    const midnight = shanghai(`${clock.slice(0, 10)}T00:00:00`);
    expect(sim?.openDate).toBe(midnight - 12 * 86_400);
    expect(sim?.idCard).toBe(subscribersEnding('76', now)[0]?.idCard);
  }
});
