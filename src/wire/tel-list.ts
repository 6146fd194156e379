/** `tel_list` (§11) in every shape that clients send: a list, the same as a JSON string, or separated by commas. */

import { unfold, type Value } from './intake.ts';

/**
 * The entries as texts, not checked; none when the parameter is absent. Java's `Arrays.toString` (`[139…, 138…]`) loses its
 * brackets. A Java array printed by mistake (`[Ljava.lang.String;@1b2c3d`) comes out as what it is: no number.
 */
export function readTelList(value: Value | undefined): string[] {
  const unfolded = unfold(value);
  if (unfolded === undefined) return [];
  if (typeof unfolded !== 'string') return Object.values(unfolded).flatMap(readTelList);
  return unfolded
    .replace(/^\[(.*)\]$/, '$1')
    .split(/[,，、]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
