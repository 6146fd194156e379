/** Addresses: in the home town, with invented streets. */

import { expect, test } from 'vitest';
import { regionOf, streetOf } from './address.ts';
import { seeded } from './seeded.ts';

test.each([
  ['浙江', '宁波', '浙江省宁波市'],
  ['北京', '北京', '北京市'],
  ['吉林', '吉林', '吉林省吉林市'],
  ['广西', '南宁', '广西壮族自治区南宁市'],
  ['内蒙古', '锡林郭勒', '内蒙古自治区锡林郭勒'],
])('%s %s is written %s', (province, city, region) => {
  expect(regionOf({ province, city })).toBe(region);
});

test('a street has a house, a block and a room', () => {
  expect(streetOf(seeded('street'))).toMatch(/^\p{Script=Han}+\d+号\d+幢\d{3,4}室$/u);
});
