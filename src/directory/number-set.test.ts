/** Dense sets against plain ones: whatever goes in is found at its place, and nothing else is. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise } from './normalise.ts';
import { createNumberCollector } from './number-collector.ts';
import { keyOf } from './number-key.ts';
import { createNumberSet } from './number-set.ts';

/** Few prefixes and few suffixes, so that numbers meet. */
const mobile = fc
  .tuple(fc.constantFrom(1_300_000, 1_300_001, 1_655_555, 1_999_999), fc.constantFrom(0, 1, 2, 4999, 5000, 9998, 9999))
  .map(([prefix, suffix]) => String(prefix * 10_000 + suffix));
const other = fc.constantFrom(
  '95588',
  '10086',
  '010-53912857',
  '0351-1234567',
  '4001234567',
  '0085221234567',
  '661234',
);
const numbers = fc.array(fc.oneof(mobile, other), { maxLength: 60 });

function collect(formatTels: readonly string[]) {
  const collector = createNumberCollector((earlier, later) => earlier * 100 + later);
  for (const [at, formatTel] of formatTels.entries()) collector.add(keyOf(formatTel) ?? 0, at + 1);
  return collector.sorted();
}

describe('a set', () => {
  test('finds the numbers that went in, each at a rank of its own, and no others', () => {
    fc.assert(
      fc.property(numbers, numbers, (listed, asked) => {
        const set = createNumberSet(collect(listed));
        const ranks = [...new Set(listed)].map((formatTel) => set.rankOf(keyOf(formatTel) ?? 0));
        expect(ranks.toSorted((a, b) => a - b)).toEqual(ranks.map((_, rank) => rank));
        expect(set.count).toBe(ranks.length);
        for (const formatTel of asked) {
          expect(set.rankOf(keyOf(formatTel) ?? 0) !== -1).toBe(listed.includes(formatTel));
        }
      }),
    );
  });

  test('keeps the value of a number, and merges the values of one that went in twice in their order', () => {
    const collected = collect(['13800000002', '95588', '13800000001', '13800000002', '95588', '13800000002']);
    const set = createNumberSet(collected);
    const valueAt = (formatTel: string) => collected.values[set.rankOf(keyOf(formatTel) ?? 0)];
    expect(['13800000002', '13800000001', '95588'].map(valueAt)).toEqual([10_406, 3, 205]);
  });

  test('grows over its first size', () => {
    const listed = Array.from({ length: 5000 }, (_, at) => String(13_800_000_000 + at * 7));
    const set = createNumberSet(collect(listed));
    expect(set.count).toBe(5000);
    expect(listed.every((formatTel, at) => set.rankOf(keyOf(formatTel) ?? 0) === at)).toBe(true);
  });
});

describe('a key', () => {
  test('is the same for two numbers only when they are the same', () => {
    const digits = fc.stringMatching(/^\+?(0|00|86|1)?\d{3,14}$/);
    fc.assert(
      fc.property(digits, digits, (a, b) => {
        const [one, two] = [normalise(a), normalise(b)];
        fc.pre(one.kind !== 'hidden' && two.kind !== 'hidden');
        const [keyOfOne, keyOfTwo] = [keyOf(one.formatTel), keyOf(two.formatTel)];
        if (keyOfOne === null || keyOfTwo === null) return;
        expect(keyOfOne === keyOfTwo).toBe(one.formatTel === two.formatTel);
      }),
    );
  });

  test.each([
    ['13800000002', 13_800_000_002],
    ['010-53912857', -101_053_912_857],
    ['0085221234567', -285_221_234_567],
    ['95588', -195_588],
    ['4001234567', -14_001_234_567],
    ['1.400000e10', null],
    ['138****0002', null],
    ['', null],
    ['1234567890123456', null],
  ])('of %s is %s', (formatTel, key) => {
    expect(keyOf(formatTel)).toBe(key);
  });
});
