/** Exact duplicates among a record's calls: same number, instant, direction and duration (report semantics §9). */

import type { Calls } from './read-calls.ts';

/**
 * Asked before a call is put into the columns; says whether it is there already, and else expects it next.
 *
 * An open hash table of positions: a Map of a million instants takes ten times the room and a quarter of all the time of a report.
 */
export function repeatedCalls(
  calls: Calls,
): (time: number, length: number, incoming: number, counterpart: number) => boolean {
  const size = 2 ** Math.ceil(Math.log2(calls.times.length * 2 + 2));
  const positions = new Int32Array(size).fill(-1);
  return (time, length, incoming, counterpart) => {
    let slot = mixed(time, length, incoming, counterpart) & (size - 1);
    for (;;) {
      const at = positions[slot] ?? -1;
      if (at === -1) break;
      const same =
        calls.times[at] === time &&
        calls.counterparts[at] === counterpart &&
        calls.lengths[at] === length &&
        calls.incoming[at] === incoming;
      if (same) return true;
      slot = (slot + 1) & (size - 1);
    }
    positions[slot] = calls.count;
    return false;
  };
}

function mixed(time: number, length: number, incoming: number, counterpart: number): number {
  const key =
    Math.imul(time, 0x9e3779b1) ^ Math.imul(counterpart * 2 + incoming, 0x85ebca6b) ^ Math.imul(length, 0xc2b2ae35);
  return key ^ (key >>> 15);
}
