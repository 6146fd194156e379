/** ID cards: fictitious areas, valid check digits. */

import { expect, test } from 'vitest';
import { checkDigitOf, idCardOf } from './id-card.ts';
import { seeded } from './seeded.ts';

const drawn = Array.from({ length: 500 }, (_, i) => idCardOf(seeded(`card ${i}`), i % 2 === 0 ? 'man' : 'woman', 1990));

/** GB 11643 states the check as a congruence over all 18 characters, with powers of 2 as weights. */
function sumOf(idCard: string): number {
  return [...idCard].reduce((sum, char, i) => sum + (char === 'X' ? 10 : Number(char)) * (2 ** (17 - i) % 11), 0);
}

test('the check digit is that of the example in GB 11643', () => {
  expect(checkDigitOf('11010519491231002')).toBe('X');
});

test('every number passes the check of GB 11643', () => {
  expect(new Set(drawn.map((idCard) => sumOf(idCard) % 11))).toEqual(new Set([1]));
});

test('every number is of an area that no region has, and some end in X', () => {
  for (const idCard of drawn) expect(idCard).toMatch(/^99\d{4}1990(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])\d{3}[\dX]$/);
  expect(drawn.some((idCard) => idCard.endsWith('X'))).toBe(true);
});

test('the sequence is odd for men and even for women', () => {
  expect(drawn.every((idCard, i) => Number(idCard.charAt(16)) % 2 === (i % 2 === 0 ? 1 : 0))).toBe(true);
});
