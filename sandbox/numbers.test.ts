/** The number data as the sandbox reads it. */

import { expect, test } from 'vitest';
import { areaCodeOfPlace, carrierOfNumber, knownPrefixes, placeOfNumber, prefixesOfPlace } from './numbers.ts';

test.each([
  ['13810001112', 'mobile'],
  ['13010371212', 'unicom'],
  ['18911851612', 'telecom'],
  ['19200000000', 'broadnet'],
  ['15400000000', null],
  ['10086', null],
  ['057412345678', null],
])('the carrier of %s is %s', (tel, carrier) => {
  expect(carrierOfNumber(tel)).toBe(carrier);
});

test('the longest carrier prefix wins', () => {
  expect(carrierOfNumber('17000000000')).toBe('virtual');
  expect(carrierOfNumber('17700000000')).toBe('telecom');
});

test.each([
  ['13857401203', '浙江', '宁波'],
  ['13810001112', '北京', '北京'],
  ['057412345678', '浙江', '宁波'],
  ['01012345678', '北京', '北京'],
  ['0311123456', '河北', '石家庄'],
  ['15400000000', '', ''],
  ['10086', '', ''],
  ['0085212345678', '', ''],
])('%s belongs to %s %s', (tel, province, city) => {
  expect(placeOfNumber(tel)).toEqual({ province, city });
});

test('every prefix listed for a place belongs to that place and to one of the three carriers', () => {
  const place = { province: '浙江', city: '宁波' };
  const prefixes = prefixesOfPlace(place);
  expect(prefixes.length).toBeGreaterThan(1000);
  for (const prefix of prefixes) {
    expect(placeOfNumber(`${prefix}0000`)).toEqual(place);
    expect(carrierOfNumber(`${prefix}0000`)).toMatch(/^(mobile|unicom|telecom)$/);
  }
});

test('no known prefix is without a place', () => {
  expect(knownPrefixes.length).toBeGreaterThan(300_000);
  expect([...knownPrefixes].filter((prefix) => placeOfNumber(`${prefix}0000`).province === '')).toEqual([]);
});

test('an area code leads back to its place, and a place without one has null', () => {
  expect(areaCodeOfPlace({ province: '浙江', city: '宁波' })).toBe('0574');
  expect(areaCodeOfPlace({ province: '北京', city: '北京' })).toBe('010');
  expect(areaCodeOfPlace({ province: '浙江', city: '无此市' })).toBeNull();
});
