/** Service passwords that no carrier would call simple. */

import { expect, test } from 'vitest';
import { isSimplePin, pinOf } from './pin.ts';
import { digits, seeded } from './seeded.ts';

const tel = '13857401203';
const idCard = '999162198802057956';

test.each([
  ['777777', 'one digit repeated'],
  ['123456', 'a run up'],
  ['987654', 'a run down'],
  ['857401', 'in the phone number'],
  ['198802', 'in the ID card'],
])('%s is too simple: %s', (pin) => {
  expect(isSimplePin(pin, tel, idCard)).toBe(true);
});

test.each(['135791', '123457', '112233', '890123'])('%s is not too simple', (pin) => {
  expect(isSimplePin(pin, tel, idCard)).toBe(false);
});

test('a pin that happens to be in the ID card is drawn again', () => {
  const random = seeded('pin');
  const [first, second] = [digits(random, 6), digits(random, 6)];
  expect(pinOf(seeded('pin'), tel, `99${first}198802057956`)).toBe(second);
});

test('a pin that was drawn has six digits and is not too simple', () => {
  for (let i = 0; i < 500; i += 1) {
    const pin = pinOf(seeded(`pin ${i}`), tel, idCard);
    expect(pin).toMatch(/^\d{6}$/);
    expect(isSimplePin(pin, tel, idCard)).toBe(false);
  }
});
