/** What the carrier's pages show of a person. */

import { expect, test } from 'vitest';
import { regionOf } from './address.ts';
import { maskIdCard, maskName } from './shown.ts';
import { naturalSubscribers, shanghai, subscribersEnding } from './some-subscribers.ts';

const now = shanghai('2026-11-25T12:00:00');
const people = naturalSubscribers(600, now);
const share = (count: number) => count / people.length;

test('a masked name keeps its first and third character', () => {
  expect(maskName('张三')).toBe('张*');
  expect(maskName('王小明')).toBe('王*明');
});

test('a masked ID card keeps four characters at each end and its length', () => {
  expect(maskIdCard('999162198802057956')).toBe('9991**********7956');
});

test('about half of the people are shown with their full name, the others masked', () => {
  const open = people.filter(({ name, shown }) => shown.fullName === name);
  expect(share(open.length)).toBeCloseTo(0.5, 1);
  for (const { name, shown } of people) expect([name, maskName(name)]).toContain(shown.fullName);
});

test('ID cards are always masked, addresses shown for about two in three', () => {
  expect(people.every(({ idCard, shown }) => shown.idCard === maskIdCard(idCard))).toBe(true);
  const disclosed = people.filter(({ shown }) => shown.address !== '');
  expect(disclosed.every(({ address, shown }) => shown.address === address)).toBe(true);
  expect(share(disclosed.length)).toBeGreaterThan(0.6);
  expect(share(disclosed.length)).toBeLessThan(0.74);
});

test('on the wrong identity (82) another name and card are on file, unmasked, in another street of the same city', () => {
  for (const subscriber of subscribersEnding('82', now)) {
    const { name, idCard, address, shown } = subscriber;
    expect(shown.fullName).toMatch(/^\p{Script=Han}{2,3}$/u);
    expect(shown.fullName).not.toBe(name);
    expect(shown.idCard).toMatch(/^99\d{15}[\dX]$/);
    expect(shown.idCard).not.toBe(idCard);
    expect(shown.address).not.toContain(address);
    expect(address).not.toContain(shown.address);
    expect(shown.address.startsWith(regionOf(subscriber))).toBe(true);
    expect(address.startsWith(regionOf(subscriber))).toBe(true);
  }
});
