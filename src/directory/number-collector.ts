/** Collects numbers in any order, each with a value, and sorts them into the columns of a NumberSet. */

import { firstMobile } from './number-key.ts';
import { type NumberColumns, prefixCount, suffixesPerPrefix } from './number-set.ts';

export interface CollectedNumbers extends NumberColumns {
  /** One value per number, in the order of the set's ranks. */
  values: Uint32Array;
}

export interface NumberCollector {
  add(key: number, value: number): void;
  sorted(): CollectedNumbers;
}

/** A number that is added twice gets what `merge` makes of its two values. */
export function createNumberCollector(merge: (earlier: number, later: number) => number): NumberCollector {
  const mobiles = growingColumns();
  const others = new Map<number, number>();
  return {
    add(key, value) {
      if (key >= 0) return mobiles.add(key - firstMobile, value);
      const earlier = others.get(key);
      others.set(key, earlier === undefined ? value : merge(earlier, value));
    },
    sorted() {
      const sortedMobiles = sortMobiles(mobiles, merge);
      const keys = Float64Array.from(others.keys()).sort();
      const values = new Uint32Array(sortedMobiles.values.length + keys.length);
      values.set(sortedMobiles.values);
      for (const [at, key] of keys.entries()) values[sortedMobiles.values.length + at] = others.get(key) ?? 0;
      return { ...sortedMobiles, others: keys, values };
    },
  };
}

interface Columns {
  count: number;
  offsets: Float64Array;
  values: Uint32Array;
}

function growingColumns(): Columns & { add(offset: number, value: number): void } {
  return {
    count: 0,
    offsets: new Float64Array(1024),
    values: new Uint32Array(1024),
    add(offset, value) {
      if (this.count === this.offsets.length) {
        this.offsets = enlarged(this.offsets, new Float64Array(this.count * 2));
        this.values = enlarged(this.values, new Uint32Array(this.count * 2));
      }
      this.offsets[this.count] = offset;
      this.values[this.count] = value;
      this.count += 1;
    },
  };
}

function enlarged<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/**
 * First into 700,000 buckets by prefix, which keeps the order of adding, then each bucket by suffix and that order, both in one
 * number: no index of ten million entries has to be sorted.
 */
function sortMobiles({ count, offsets, values }: Columns, merge: (earlier: number, later: number) => number) {
  const ends = new Uint32Array(prefixCount);
  const prefixOf = (at: number) => Math.floor((offsets[at] ?? 0) / suffixesPerPrefix);
  for (let at = 0; at < count; at += 1) add(ends, prefixOf(at), 1);
  for (let prefix = 1; prefix < prefixCount; prefix += 1) add(ends, prefix, ends[prefix - 1] ?? 0);

  const ordered = new Float64Array(count);
  for (let at = count - 1; at >= 0; at -= 1) {
    const prefix = prefixOf(at);
    const suffix = (offsets[at] ?? 0) - prefix * suffixesPerPrefix;
    add(ends, prefix, -1);
    ordered[ends[prefix] ?? 0] = suffix * orders + at;
  }

  const perPrefix = new Uint16Array(prefixCount);
  const suffixes = new Uint16Array(count);
  const merged = new Uint32Array(count);
  let kept = 0;
  for (let prefix = 0; prefix < prefixCount; prefix += 1) {
    const from = ends[prefix] ?? 0;
    const to = ends[prefix + 1] ?? count;
    // Of 700,000 buckets a short list fills a few: sorting the empty ones as well took 100 ms.
    if (from === to) continue;
    const bucket = ordered.subarray(from, to).sort();
    const first = kept;
    for (const entry of bucket) {
      const suffix = Math.floor(entry / orders);
      const value = values[entry % orders] ?? 0;
      if (kept > first && suffixes[kept - 1] === suffix) {
        merged[kept - 1] = merge(merged[kept - 1] ?? 0, value);
        continue;
      }
      suffixes[kept] = suffix;
      merged[kept] = value;
      kept += 1;
    }
    perPrefix[prefix] = kept - first;
  }
  return { perPrefix, suffixes: suffixes.slice(0, kept), values: merged.slice(0, kept) };
}

/** More than a file has lines, and 10,000 times it is still an exact number. */
const orders = 2 ** 32;

function add(counts: Uint32Array, at: number, count: number): void {
  counts[at] = (counts[at] ?? 0) + count;
}
