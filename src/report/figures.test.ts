/** Rounding, which clients compare to the digit. */

import { expect, test } from 'vitest';
import { centsOf, meanYuan, percent, quotient, slashedMonth } from './figures.ts';

test.each([
  [1, 3, 33.3],
  [2, 3, 66.7],
  [7, 7, 100],
  [108, 1000, 10.8],
  [1, 2000, 0.1],
  [1, 2001, 0],
  [5, 0, 0],
])('%i of %i is %f percent, half rounded up', (part, whole, expected) => {
  expect(percent(part, whole)).toBe(expected);
});

test('amounts are read to the cent, and what is no amount is null', () => {
  expect(['8.55', '0.00', '68', '-1.20', '', '运营商未透露', '1e3'].map(centsOf)).toEqual([
    855,
    0,
    6800,
    -120,
    null,
    null,
    null,
  ]);
});

test('a mean keeps two decimals and rounds half a cent up', () => {
  expect(meanYuan([855])).toBe('8.55');
  expect(meanYuan([100, 101])).toBe('1.01');
  expect(meanYuan([5000, 5000, 5001])).toBe('50.00');
});

test('months are printed with a slash', () => {
  expect(slashedMonth('201711')).toBe('2017/11');
});

test('a quotient keeps two decimals, and is 0.00 of nothing', () => {
  expect([quotient(29, 2), quotient(1, 3), quotient(2, 3), quotient(1, 200), quotient(0, 0)]).toEqual([
    '14.50',
    '0.33',
    '0.67',
    '0.01',
    '0.00',
  ]);
});
