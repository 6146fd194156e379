/** ID card numbers by GB 11643 that nobody can own: no region has an area code that begins with 99. */

import { between, digits, type Random } from './seeded.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

/** The 18th character for the first 17 (ISO 7064 MOD 11-2). */
export function checkDigitOf(body: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return checkDigits.charAt(sum % 11);
}

const padded = (value: number, width: number) => String(value).padStart(width, '0');

/** The sequence number is odd for men and even for women. Days stop at 28, so every date exists. */
export function idCardOf(random: Random, sex: 'man' | 'woman', birthYear: number): string {
  const area = `99${digits(random, 4)}`;
  const birthday = `${birthYear}${padded(between(random, 1, 12), 2)}${padded(between(random, 1, 28), 2)}`;
  const sequence = between(random, 0, 499) * 2 + (sex === 'man' ? 1 : 0);
  const body = `${area}${birthday}${padded(sequence, 3)}`;
  return body + checkDigitOf(body);
}
