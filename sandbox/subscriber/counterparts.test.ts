/** Counterparts whose printed place is the place of their number. */

import { expect, test } from 'vitest';
import { landlineIn, mobileAnywhere, mobileIn, numberAbroad, printedPlace } from './counterparts.ts';
import { seeded } from './seeded.ts';

test.each([
  ['浙江', '宁波', '浙江宁波'],
  ['北京', '北京', '北京'],
  ['吉林', '吉林', '吉林吉林'],
  ['', '', ''],
])('%s %s is printed %s', (province, city, printed) => {
  expect(printedPlace({ province, city })).toBe(printed);
});

test('a number drawn in a place is printed with that place', () => {
  const ningbo = { province: '浙江', city: '宁波' };
  for (let i = 0; i < 100; i += 1) {
    expect(mobileIn(seeded(`mobile ${i}`), ningbo)).toMatchObject({
      number: expect.stringMatching(/^1[3-9]\d{9}$/),
      place: '浙江宁波',
    });
    expect(landlineIn(seeded(`landline ${i}`), ningbo)).toMatchObject({
      number: expect.stringMatching(/^0574[2-8]\d{6,7}$/),
      place: '浙江宁波',
    });
  }
});

test('where no area code is known a mobile of the place stands for the landline', () => {
  expect(landlineIn(seeded('landline'), { province: '广西', city: '来宾' })).toMatchObject({
    number: expect.stringMatching(/^1[3-9]\d{9}$/),
    place: '广西来宾',
  });
});

test('strangers come from all over the country', () => {
  const places = Array.from({ length: 500 }, (_, i) => mobileAnywhere(seeded(`stranger ${i}`)).place);
  expect(new Set(places).size).toBeGreaterThan(100);
  expect(places).not.toContain('');
});

test('numbers abroad say which kind of call it is', () => {
  for (let i = 0; i < 50; i += 1) {
    const { number, land } = numberAbroad(seeded(`abroad ${i}`));
    expect(number).toMatch(land === '港澳台通话' ? /^00(852|853|886)\d{8,9}$/ : /^00(1202555|447700900)\d+$/);
  }
});
