/** The table over the committed numbers data. */

import { describe, expect, test } from 'vitest';
import { numbersData } from '../../test/golden/built-in-directory.ts';
import { createPlaceTable } from './places.ts';

const table = createPlaceTable(numbersData);

describe('a mobile', () => {
  test('belongs to the place of its first seven digits', () => {
    expect(table.ofMobile('15335686893')).toEqual({ province: '内蒙古', city: '巴彦淖尔' });
    expect(table.ofMobile('18202541892')).toEqual({ province: '天津', city: '天津' });
  });

  test('of a range nobody knows has no place, and neither has a number outside the ranges', () => {
    expect(table.ofMobile('19900000006')).toEqual({ province: '', city: '' });
    expect(table.ofMobile('2000000')).toEqual({ province: '', city: '' });
    expect(table.ofMobile('95187')).toEqual({ province: '', city: '' });
  });

  test.each([
    ['13412345678', 'mobile'],
    ['13491234567', null],
    ['17061234567', 'virtual'],
    ['18612345678', 'unicom'],
    ['19212345678', 'broadnet'],
    ['19912345678', 'telecom'],
    ['95187', null],
  ])('%s is given to %s, the longer prefix deciding', (tel, owner) => {
    expect(table.ownerOf(tel)).toBe(owner);
  });
});

test('an area code names the place of its seat', () => {
  expect(table.ofAreaCode('0351')).toEqual({ province: '山西', city: '太原' });
  expect(table.ofAreaCode('0300')).toEqual({ province: '', city: '' });
});

test.each([
  ['北京', '北京'],
  ['北京市', '北京'],
  ['浙江宁波', '浙江'],
  ['宁波', '浙江'],
  ['宁波市', '浙江'],
  ['内蒙古自治区', '内蒙古'],
  ['广西壮族自治区南宁市', '广西'],
  ['海南', '海南'],
  ['香港', '香港'],
  ['', ''],
  ['--', ''],
  ['泰国', ''],
])('the province of %s is %s', (text, province) => {
  expect(table.provinceOf(text)).toBe(province);
});

describe('data of another form', () => {
  test('is refused when the ranges are not all there', () => {
    expect(() => createPlaceTable({ ...numbersData, places: new Uint8Array(10) })).toThrow('10 bytes');
  });

  test('is refused when a prefix has an unknown owner', () => {
    expect(() => createPlaceTable({ ...numbersData, carriers: { '130': 'nobody' } })).toThrow('prefix 130');
  });
});
