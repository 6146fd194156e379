/** The yellow pages that come with the project. */

import { describe, expect, test } from 'vitest';
import { hotlines, isCarrierService } from './hotlines.ts';
import { normalise } from './normalise.ts';
import { tagNames } from './tags.ts';

const byNumber = new Map(hotlines.map((hotline) => [hotline.number, hotline]));

test('no number is listed twice', () => {
  expect(byNumber.size).toBe(hotlines.length);
});

test('every number is written as look-ups ask for it', () => {
  expect(hotlines.filter(({ number }) => normalise(number).formatTel !== number)).toEqual([]);
});

test('only one mobile is listed, the recharge line that §17 prints: private numbers have no place here', () => {
  const mobiles = hotlines.filter(({ number }) => normalise(number).kind === 'mobile');
  expect(mobiles.map(({ number }) => number)).toEqual(['13800138000']);
});

test('every tag has a name', () => {
  expect(hotlines.flatMap(({ itag_ids }) => itag_ids).filter((id) => !tagNames.has(id))).toEqual([]);
});

test.each([
  ['95187', '阿里云客户服务中心'],
  ['12329', '住房公积金客服电话'],
  ['010-53912857', '阿里云授权服务中心'],
])('%s is the %s of §15', (number, name) => {
  expect(byNumber.get(number)?.name).toBe(name);
});

test.each([
  ['10010', '客户服务热线'],
  ['10011', '客户充值专线'],
  ['10086', '全国统一客服'],
  ['13800138000', '充值热线'],
  ['10000', '客户服务热线'],
])('%s has the description of §17', (number, teldesc) => {
  expect(byNumber.get(number)?.teldesc).toBe(teldesc);
});

describe('a carrier service number', () => {
  test.each(['10086', '10010', '10000', '10099', '1008611', '100868'])('is %s', (number) => {
    expect(isCarrierService(number)).toBe(true);
  });

  test.each(['110', '12580', '1001', '95187', '10690123456', '100861234567'])('is not %s', (number) => {
    expect(isCarrierService(number)).toBe(false);
  });
});
