/** An imported list: many numbers and what is said of each, packed into bytes that are looked into as they are. */

import type { Override } from './directory.ts';
import type { CollectedNumbers } from './number-collector.ts';
import { keyOf } from './number-key.ts';
import { createNumberSet, prefixCount } from './number-set.ts';

/** What a list says of a number: at least one of these. */
export type ListedFacts = Pick<Override, 'list' | 'itag_ids' | 'flag' | 'name'>;

export interface TagList {
  readonly count: number;
  /** `formatTel` is what `normalise` gave. */
  find(formatTel: string): ListedFacts | null;
}

/** Written in the machine's own byte order, so that bytes from one of the other order are not taken for a list. */
const magic = 0x31_54_44_58;
const headerLength = 4;

/** `numbers.values` are indexes into `facts`; when there is only one fact (a plain list of numbers) they are not kept. */
export function packTagList(numbers: CollectedNumbers, facts: readonly ListedFacts[]): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(facts));
  const values = facts.length > 1 ? numbers.values : new Uint32Array(0);
  const header = Uint32Array.of(magic, numbers.suffixes.length, numbers.others.length, values.length);
  const parts = [header, numbers.perPrefix, numbers.suffixes, numbers.others, values, text];
  const packed = new Uint8Array(parts.reduce((sum, part) => sum + aligned(part.byteLength), 0));
  let at = 0;
  for (const part of parts) {
    packed.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += aligned(part.byteLength);
  }
  return packed;
}

/** Throws when the bytes are no packed list. */
export function openTagList(bytes: Uint8Array): TagList {
  // A copy begins at an address that all columns may begin at.
  const { buffer } = new Uint8Array(bytes);
  const [found, mobiles = 0, otherCount = 0, valueCount = 0] = new Uint32Array(buffer, 0, headerLength);
  if (found !== magic) throw new Error('these bytes are no tag list of this version and byte order');
  let at = 0;
  const next = (byteLength: number) => {
    const start = at;
    at += aligned(byteLength);
    return start;
  };
  next(headerLength * 4);
  const perPrefix = new Uint16Array(buffer, next(prefixCount * 2), prefixCount);
  const suffixes = new Uint16Array(buffer, next(mobiles * 2), mobiles);
  const others = new Float64Array(buffer, next(otherCount * 8), otherCount);
  const values = new Uint32Array(buffer, next(valueCount * 4), valueCount);
  const facts: ListedFacts[] = JSON.parse(new TextDecoder().decode(buffer.slice(at)).replace(/\0+$/, ''));
  const numbers = createNumberSet({ perPrefix, suffixes, others });
  return {
    count: numbers.count,
    find(formatTel) {
      const key = keyOf(formatTel);
      const rank = key === null ? -1 : numbers.rankOf(key);
      return rank === -1 ? null : (facts[values[rank] ?? 0] ?? null);
    },
  };
}

function aligned(byteLength: number): number {
  return Math.ceil(byteLength / 8) * 8;
}
