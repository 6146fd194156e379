/** Places of mobile ranges from another source, in one block of bytes, and laid over the built-in ones. */

import type { NumbersData } from './places.ts';

/** `places` and `names` as in `numbers/README.md`. */
export type PlaceRanges = Pick<NumbersData, 'places' | 'names'>;

const rangeCount = 700_000;

/** The 700,000 indexes of `places.bin`, and behind them `places.json`. */
export function packPlaceRanges({ places, names }: PlaceRanges): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(names));
  const packed = new Uint8Array(places.length + text.length);
  packed.set(places);
  packed.set(text, places.length);
  return packed;
}

/** Throws when the bytes are no packed ranges. */
export function unpackPlaceRanges(packed: Uint8Array): PlaceRanges {
  const names: unknown = JSON.parse(new TextDecoder().decode(packed.subarray(rangeCount * 2)));
  if (!isNames(names)) throw new Error('the places behind the ranges are not pairs of names');
  return { places: packed.subarray(0, rangeCount * 2), names };
}

function isNames(value: unknown): value is string[][] {
  const isText = (text: unknown) => typeof text === 'string';
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.every(isText));
}

/** Where `newer` knows a range its place counts; carriers and area codes stay as they are. */
export function layOver(data: NumbersData, newer: PlaceRanges): NumbersData {
  const names = [...data.names];
  const indexes = new Map(names.map((pair, index) => [pair.join(), index]));
  const newIndexes = newer.names.map((pair) => indexes.get(pair.join()) ?? names.push(pair) - 1);
  const places = new Uint8Array(data.places);
  const [from, to] = [viewOf(newer.places), viewOf(places)];
  for (let at = 0; at < places.length; at += 2) {
    const index = newIndexes[from.getUint16(at, true)] ?? 0;
    if (index !== 0) to.setUint16(at, index, true);
  }
  return { ...data, places, names };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
