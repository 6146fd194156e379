/** Merges the two sources into the committed tables, in memory. */

import { gzipSync } from 'node:zlib';
import { carrierRules } from './carrier-rules.ts';
import { type Place, readPlace } from './place-name.ts';
import { libphonenumberPlaces, queryMobileRanges } from './sources.ts';

/** First 7 digits of the lowest and one past the highest mobile number: the index of `places.bin.gz` counts from `first`. */
export const mobileRanges = { first: 1_300_000, end: 2_000_000 };

/**
 * Area codes that libphonenumber only implies: its table collapses a code to two digits where no other code begins so
 * (`33` stands for 335 alone).
 */
const collapsedCodes: Record<string, string> = { '33': '335', '34': '349', '58': '580', '70': '701' };

/**
 * libphonenumber collapses prefixes over ranges it knows nothing about: `1784` says 长春 of 1,000 ranges where the other
 * source knows 10. Prefixes of 4 digits are therefore not taken as knowledge.
 */
const shortestTrusted = 5;

/** The committed files, by name. */
export interface Tables {
  'places.bin.gz': Buffer;
  'places.json': string;
  'carriers.json': string;
  'area-codes.json': string;
}

/** The same sources always give the same bytes: order is by number, and gzip's header carries no time. */
export function buildTables(): Tables {
  const libphonenumber = libphonenumberPlaces();
  const { indexes, names } = mobilePlaces(libphonenumber);
  return {
    'places.bin.gz': withoutHostByte(gzipSync(littleEndian(indexes), { level: 9 })),
    'places.json': lines(
      names.map((place) => JSON.stringify(place)),
      '[]',
    ),
    'carriers.json': lines(entries(carrierRules()), '{}'),
    'area-codes.json': lines(entries(areaCodes(libphonenumber)), '{}'),
  };
}

/** Where both know a range query-mobile-phone-area wins (README): it states every range for itself. */
function mobilePlaces(libphonenumber: Map<string, string>): { indexes: Uint16Array; names: Place[] } {
  const ranges = queryMobileRanges();
  const names: Place[] = [['', '']];
  const numbered = new Map<string, number>();
  const indexes = new Uint16Array(mobileRanges.end - mobileRanges.first);
  for (let at = 0; at < indexes.length; at += 1) {
    const prefix = String(mobileRanges.first + at);
    const place = ranges.get(prefix)?.place ?? placeByLongestPrefix(libphonenumber, prefix);
    if (place === null) continue;
    const key = place.join();
    let index = numbered.get(key);
    if (index === undefined) {
      index = names.push(place) - 1;
      numbered.set(key, index);
    }
    indexes[at] = index;
  }
  return { indexes, names };
}

function placeByLongestPrefix(places: Map<string, string>, digits: string): Place | null {
  for (let size = digits.length; size >= shortestTrusted; size -= 1) {
    const text = places.get(digits.slice(0, size));
    if (text !== undefined) return readPlace(text);
  }
  return null;
}

/** Area code with its leading 0 → place. Codes are 10, 20–29, and three digits from 3 to 9. */
function areaCodes(places: Map<string, string>): Map<string, Place> {
  const codes = new Map<string, Place>();
  for (const [prefix, text] of places) {
    const code = collapsedCodes[prefix] ?? prefix;
    const place = /^(10|2\d|[3-9]\d\d)$/.test(code) ? readPlace(text) : null;
    if (place !== null) codes.set(`0${code}`, place);
  }
  return new Map([...codes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function littleEndian(values: Uint16Array): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, at * 2);
  return bytes;
}

/** Byte 9 of a gzip file names the operating system that packed it; 255 is "unknown" (RFC 1952 §2.3.1). */
function withoutHostByte(gzip: Buffer): Buffer {
  gzip[9] = 255;
  return gzip;
}

function entries(values: Map<string, unknown>): string[] {
  return [...values].map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
}

/** One entry a line, so that a change of the data reads well in a diff. */
function lines(rows: string[], [open, close]: string): string {
  return `${open}\n${rows.map((row) => `  ${row}`).join(',\n')}\n${close}\n`;
}
