/** Chance that follows from a key alone. */

import { expect, test } from 'vitest';
import { between, digits, logNormal, pick, pickWeighted, seeded } from './seeded.ts';

const draws = (key: string, count: number) => {
  const random = seeded(key);
  return Array.from({ length: count }, random);
};

test('the same key gives the same stream, another key another', () => {
  expect(draws('13810001112 20000', 50)).toEqual(draws('13810001112 20000', 50));
  expect(draws('13810001112 20000', 50)).not.toEqual(draws('13810001112 20001', 50));
});

test('keys that differ in one digit start all over the interval', () => {
  const firsts = Array.from({ length: 1000 }, (_, i) => seeded(`13810001112 ${20_000 + i}`)());
  const perTenth = Array.from({ length: 10 }, (_, i) => firsts.filter((each) => Math.floor(each * 10) === i).length);
  expect(Math.min(...perTenth)).toBeGreaterThan(65);
  expect(Math.max(...perTenth)).toBeLessThan(135);
});

test('between reaches both its ends and nothing beyond', () => {
  const random = seeded('between');
  const seen = new Set(Array.from({ length: 500 }, () => between(random, 3, 6)));
  expect([...seen].toSorted()).toEqual([3, 4, 5, 6]);
});

test('nothing can be picked from nothing', () => {
  expect(() => pick(seeded('none'), [])).toThrow();
  expect(() => pickWeighted(seeded('none'), [], () => 1)).toThrow();
});

test('weights are shares', () => {
  const random = seeded('weights');
  const picked = Array.from({ length: 4000 }, () => pickWeighted(random, [1, 3, 0], (weight) => weight));
  expect(picked.filter((each) => each === 0)).toEqual([]);
  expect(picked.filter((each) => each === 3).length / 4000).toBeCloseTo(0.75, 1);
});

test('half of a log-normal lies below its median', () => {
  const random = seeded('durations');
  const drawn = Array.from({ length: 4000 }, () => logNormal(random, 80, 1.3));
  expect(drawn.filter((each) => each < 80).length / 4000).toBeCloseTo(0.5, 1);
  expect(Math.min(...drawn)).toBeGreaterThan(0);
});

test('digits have the length asked for', () => {
  expect(digits(seeded('digits'), 8)).toMatch(/^\d{8}$/);
});
