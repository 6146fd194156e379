/** Millions of numbers held densely: mobiles as 16-bit suffixes by their first seven digits, all others as sorted keys. */

import { firstMobile } from './number-key.ts';

/** The first seven digits of mobiles count from 1300000 to 1999999. */
export const prefixCount = 700_000;
export const suffixesPerPrefix = 10_000;

/** The three columns of a set; every part ascending. 10,000,000 mobiles are 23 MB. */
export interface NumberColumns {
  /** How many mobiles begin with 1300000, 1300001, …: `prefixCount` of them. */
  perPrefix: Uint16Array;
  /** The last four digits of the mobiles, prefix by prefix. */
  suffixes: Uint16Array;
  /** Keys (number-key.ts) of all other numbers. */
  others: Float64Array;
}

export interface NumberSet {
  readonly count: number;
  /** Position of a key in the set, mobiles before all others; -1 when it is not in it. 100 ns among 10,000,000, by text 110 to 260 ns as the machine is busy (bench/tags). */
  rankOf(key: number): number;
}

export function createNumberSet({ perPrefix, suffixes, others }: NumberColumns): NumberSet {
  const starts = startsOf(perPrefix);
  return {
    count: suffixes.length + others.length,
    rankOf(key) {
      if (key < 0) {
        const at = indexIn(others, key, 0, others.length);
        return at === -1 ? -1 : suffixes.length + at;
      }
      const offset = key - firstMobile;
      const prefix = Math.floor(offset / suffixesPerPrefix);
      const [start, end] = [starts[prefix] ?? 0, starts[prefix + 1] ?? 0];
      return indexIn(suffixes, offset - prefix * suffixesPerPrefix, start, end);
    },
  };
}

function startsOf(perPrefix: Uint16Array): Uint32Array {
  const starts = new Uint32Array(perPrefix.length + 1);
  let sum = 0;
  for (const [prefix, count] of perPrefix.entries()) {
    sum += count;
    starts[prefix + 1] = sum;
  }
  return starts;
}

/** Index of `value` in the ascending part from `start` to before `end`, -1 when it is not there. */
function indexIn(values: Uint16Array | Float64Array, value: number, start: number, end: number): number {
  let low = start;
  let high = end - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = values[middle] ?? 0;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
