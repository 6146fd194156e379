/** Every form that a carrier prints a number in. */

import { describe, expect, test } from 'vitest';
import { normalise } from './normalise.ts';

describe('a mobile', () => {
  test.each([
    '13912345678',
    '+8613912345678',
    '008613912345678',
    '8613912345678',
    '013912345678',
    '1795113912345678',
    '17911013912345678',
    '1259313912345678',
    '1019313912345678',
    '139 1234 5678',
    '139-1234-5678',
    "'13912345678",
    '１３９１２３４５６７８',
    '+86 1795113912345678',
  ])('comes out the same, written %s', (raw) => {
    expect(normalise(raw)).toEqual({ formatTel: '13912345678', kind: 'mobile', areaCode: '' });
  });
});

describe('a landline', () => {
  test.each([
    ['01053912857', '010-53912857'],
    ['010-53912857', '010-53912857'],
    ['+861053912857', '010-53912857'],
    ['0086 10 5391 2857', '010-53912857'],
    ['1795101053912857', '010-53912857'],
    ['03511234567', '0351-1234567'],
    ['+863511234567', '0351-1234567'],
    ['(0571)87654321', '0571-87654321'],
  ])('gets its hyphen: %s', (raw, formatTel) => {
    expect(normalise(raw)).toEqual({ formatTel, kind: 'landline', areaCode: '' });
  });

  test('of the own town stays without an area code', () => {
    expect(normalise('53912857')).toMatchObject({ formatTel: '53912857', kind: 'landline' });
  });

  test('of Peking is not mistaken for 10xxx though it begins so behind +86', () => {
    expect(normalise('+861065432100').formatTel).toBe('010-65432100');
    expect(normalise('+8610086').formatTel).toBe('10086');
  });
});

describe('a service number', () => {
  test.each([
    ['95187', '95187'],
    ['9516720668', '9516720668'],
    ['95217169', '95217169'],
    ['96110', '96110'],
    ['110', '110'],
    ['12329', '12329'],
    ['1008611', '1008611'],
    ['400-820-5555', '4008205555'],
    ['8008201234', '8008201234'],
    ['+864008205555', '4008205555'],
    ['12593', '12593'],
    ['1795195588', '95588'],
    ['010086', '10086'],
    ['095588', '95588'],
    ['661234', '661234'],
  ])('is known before anything else: %s', (raw, formatTel) => {
    expect(normalise(raw)).toEqual({ formatTel, kind: 'service', areaCode: '' });
  });

  test.each([
    ['035110000', '10000', '0351'],
    ['01010086', '10086', '010'],
    ['0571110', '110', '0571'],
    ['0571-12345', '12345', '0571'],
    ['02195588', '95588', '021'],
  ])('loses its area code, which stays known: %s', (raw, formatTel, areaCode) => {
    expect(normalise(raw)).toEqual({ formatTel, kind: 'service', areaCode });
  });

  test('of a province (96xxx) keeps its area code', () => {
    expect(normalise('057196345')).toEqual({ formatTel: '0571-96345', kind: 'service', areaCode: '0571' });
  });
});

describe('a foreign number', () => {
  test.each([
    ['+85221234567', '0085221234567'],
    ['0085221234567', '0085221234567'],
    ['1381234567', '1381234567'],
  ])('is the same with + and with 00: %s', (raw, formatTel) => {
    expect(normalise(raw)).toMatchObject({ formatTel, kind: 'foreign' });
  });
});

describe('a hidden number', () => {
  test.each(['', ' ', '-', '--', '138****1234', '隐藏号码', '未知', '0', '000', '12', 'anonymous'])('is %s', (raw) => {
    expect(normalise(raw).kind).toBe('hidden');
  });
});

test('normalising twice changes nothing', () => {
  const raws = ['+8613912345678', '01053912857', '035110000', '057196345', '+85221234567', '53912857', '138****1234'];
  for (const raw of raws) {
    const once = normalise(raw);
    expect(normalise(once.formatTel)).toMatchObject({ formatTel: once.formatTel, kind: once.kind });
  }
});
