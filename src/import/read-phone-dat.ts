/**
 * phone.dat, the binary table of mobile ranges that many projects pass around; its licence is unclear, so none comes with this one.
 *
 * Four bytes of version, four of the index's offset, records `省|市|邮编|区号` each ended by a zero byte, then the index: entries of
 * nine bytes, ascending: the range's seven digits, its record's offset, its carrier. Numbers are little-endian.
 */

import type { PlaceRanges } from '../directory/place-ranges.ts';
import { BadFile } from './bad-file.ts';
import { type PlacePair, placeReader } from './phone-dat-place.ts';

export interface PhoneDat extends PlaceRanges {
  /** As the file prints it: `2302`. */
  version: string;
  rangeCount: number;
}

const headerBytes = 8;
const entryBytes = 9;
const firstRange = 1_300_000;
const endOfRanges = 2_000_000;
/** 移动, 联通, 电信, their three virtual kinds, 广电, virtual 广电. Not used: a range's carrier follows from the numbering plan. */
const carrierKinds = 8;

/** Throws a BadFile with the offset of the first fault. `known` is `places.json`. */
export function readPhoneDat(bytes: Buffer, known: readonly (readonly string[])[]): PhoneDat {
  const { version, index } = readHeader(bytes);
  const numberOf = placeNumbers(bytes, index, known);
  const places = Buffer.alloc((endOfRanges - firstRange) * 2);
  let last = 0;
  for (let at = index; at < bytes.length; at += entryBytes) {
    const range = bytes.readUInt32LE(at);
    const kind = bytes[at + 8] ?? 0;
    if (range < firstRange || range >= endOfRanges) throw wrong(`range ${range}`, at, 'seven digits from 1300000');
    if (range <= last) throw wrong(`range ${range} behind ${last}`, at, 'ranges in ascending order');
    if (kind < 1 || kind > carrierKinds) throw wrong(`carrier ${kind}`, at + 8, `1 to ${carrierKinds}`);
    places.writeUInt16LE(numberOf.record(bytes.readUInt32LE(at + 4), at + 4), (range - firstRange) * 2);
    last = range;
  }
  return { version, rangeCount: (bytes.length - index) / entryBytes, places, names: numberOf.names };
}

function readHeader(bytes: Buffer): { version: string; index: number } {
  if (bytes.length < headerBytes) throw wrong(`${bytes.length} bytes`, 0, 'a header of 8');
  const version = bytes.toString('latin1', 0, 4);
  if (!/^\d{4}$/.test(version)) throw wrong('no version', 0, 'four digits');
  const index = bytes.readUInt32LE(4);
  const length = bytes.length - index;
  if (index < headerBytes || length <= 0 || length % entryBytes !== 0) {
    throw wrong(
      `an index from ${index} to ${bytes.length}`,
      4,
      `one behind the records, of entries of ${entryBytes} bytes`,
    );
  }
  return { version, index };
}

/** Reads each record once; `names` begins with the unknown place, as `places.json` does. */
function placeNumbers(bytes: Buffer, index: number, known: readonly (readonly string[])[]) {
  const readPlace = placeReader(known);
  const names: PlacePair[] = [['', '']];
  const byOffset = new Map<number, number>();
  const byName = new Map<string, number>();

  function read(offset: number, from: number): PlacePair {
    const begins = offset === headerBytes || (offset > headerBytes && bytes[offset - 1] === 0);
    if (!begins || offset >= index) throw wrong(`record offset ${offset}`, from, 'the beginning of a record');
    const end = bytes.indexOf(0, offset);
    if (end === -1 || end >= index) throw wrong('a record without an end', offset, 'a zero byte before the index');
    const place = readPlace(decode(bytes.subarray(offset, end)));
    if (place === null)
      throw wrong('another record', offset, 'UTF-8 text 省|市|邮编|区号 with a province of the mainland');
    return place;
  }

  function record(offset: number, from: number): number {
    const known = byOffset.get(offset);
    if (known !== undefined) return known;
    const place = read(offset, from);
    const number = byName.get(place.join()) ?? names.push(place) - 1;
    byName.set(place.join(), number);
    byOffset.set(offset, number);
    return number;
  }
  return { names, record };
}

/** '' when it is no UTF-8, which is no record either. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return '';
    throw error;
  }
}

function wrong(found: string, offset: number, expected: string): BadFile {
  return new BadFile(`found ${found} at offset ${offset}, expected ${expected}`);
}
