/** Regions and `telloc` as the samples of §15 and §17 print them. */

import { describe, expect, test } from 'vitest';
import { numbersData } from '../../test/golden/built-in-directory.ts';
import { locate, locateMobile } from './locate.ts';
import { createPlaceTable } from './places.ts';

const table = createPlaceTable(numbersData);

test.each([
  ['13027613576', '河南'],
  ['15313695093', '北京'],
  ['010-53912857', '北京'],
  ['0351-1234567', '山西'],
  ['0571-96345', '浙江'],
  ['95187', '全国'],
  ['9516720668', '全国'],
  ['12329', '全国'],
  ['110', '全国'],
  ['4008205555', '全国'],
  ['96110', '全国'],
  ['10690123456', '全国'],
  ['19900000006', '未知'],
  ['0300-1234567', '未知'],
  ['0085221234567', '未知'],
  ['53912857', '未知'],
  ['661234', '未知'],
  ['138****1234', '未知'],
  ['', '未知'],
])('%s is of region %s', (formatTel, region) => {
  expect(locate(table, formatTel).region).toBe(region);
});

test.each([
  ['18202541892', '天津移动'],
  ['18078454964', '广西桂林电信'],
  ['15547821633', '内蒙古巴彦淖尔联通'],
  ['13800138000', '北京移动'],
  ['0351-1234567', '山西太原'],
  ['010-53912857', '北京'],
  ['10086', ''],
  ['17371178631', ''],
])('telloc of %s is "%s"', (formatTel, telloc) => {
  expect(locate(table, formatTel).telloc).toBe(telloc);
});

describe('locateMobile', () => {
  test('gives place and owner', () => {
    expect(locateMobile(table, '13575702249')).toEqual({ owner: 'mobile', province: '浙江', city: '杭州' });
  });

  test('knows the owner where it does not know the place', () => {
    expect(locateMobile(table, '17371178631')).toEqual({ owner: 'telecom', province: '', city: '' });
  });
});
