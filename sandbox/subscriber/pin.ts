/** Service passwords that the carriers accept (wire contract §5). */

import { digits, type Random } from './seeded.ts';

/** Too simple: one digit repeated, a run up or down, or six digits in a row of the ID card or the phone number. */
export function isSimplePin(pin: string, tel: string, idCard: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])));
  const [step] = steps;
  const isRun = steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
  return isRun || tel.includes(pin) || idCard.includes(pin);
}

/** Six digits that are not too simple. */
export function pinOf(random: Random, tel: string, idCard: string): string {
  let pin = digits(random, 6);
  while (isSimplePin(pin, tel, idCard)) pin = digits(random, 6);
  return pin;
}
