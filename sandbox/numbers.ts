/** Reads the number data of `numbers/`: whose a number is, where it belongs, and which numbers belong to a place. */

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Short names without 省 or 市; a municipality is its own city; both '' when unknown. */
export interface Place {
  province: string;
  city: string;
}

export type NumberOwner = 'mobile' | 'unicom' | 'telecom' | 'broadnet' | 'virtual';

const owners: readonly NumberOwner[] = ['mobile', 'unicom', 'telecom', 'broadnet', 'virtual'];
const firstPrefix = 1_300_000;
const unknown: Place = { province: '', city: '' };

function read(name: string): Buffer {
  return readFileSync(new URL(`../numbers/${name}`, import.meta.url));
}

function readJson(name: string): object {
  const parsed: unknown = JSON.parse(read(name).toString('utf8'));
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`numbers/${name} is not an object or array`);
  return parsed;
}

function toPlace(entry: unknown): Place {
  const [province, city] = Array.isArray(entry) ? entry : [];
  if (typeof province !== 'string' || typeof city !== 'string') throw new Error('a place is not [province, city]');
  return { province, city };
}

function readOwners(): Map<string, NumberOwner> {
  const byPrefix = new Map<string, NumberOwner>();
  for (const [prefix, text] of Object.entries(readJson('carriers.json'))) {
    const owner = owners.find((each) => each === text);
    if (owner === undefined) throw new Error(`carriers.json: unknown owner of ${prefix}`);
    byPrefix.set(prefix, owner);
  }
  return byPrefix;
}

/** Place index by 7-digit prefix. Read byte by byte because the file is little-endian whatever the machine is. */
function readPlaceIndex(): Uint16Array {
  const bytes = gunzipSync(read('places.bin.gz'));
  const index = new Uint16Array(bytes.length / 2);
  for (let i = 0; i < index.length; i += 1) index[i] = bytes.readUInt16LE(i * 2);
  return index;
}

const places: readonly Place[] = Object.values(readJson('places.json')).map(toPlace);
const placeIndex = readPlaceIndex();
const ownerByPrefix = readOwners();
const placeByAreaCode = new Map(
  Object.entries(readJson('area-codes.json')).map(([code, entry]) => [code, toPlace(entry)]),
);

/** Whom an 11-digit mobile number belongs to by its prefix (the longest wins), or null. */
export function carrierOfNumber(tel: string): NumberOwner | null {
  if (!/^1\d{10}$/.test(tel)) return null;
  return ownerByPrefix.get(tel.slice(0, 4)) ?? ownerByPrefix.get(tel.slice(0, 3)) ?? null;
}

/** Where a mobile number or a landline with its area code (`057412345678`) belongs. */
export function placeOfNumber(tel: string): Place {
  if (/^1\d{10}$/.test(tel)) return places[placeIndex[Number(tel.slice(0, 7)) - firstPrefix] ?? 0] ?? unknown;
  if (/^0\d{9,11}$/.test(tel))
    return placeByAreaCode.get(tel.slice(0, 4)) ?? placeByAreaCode.get(tel.slice(0, 3)) ?? unknown;
  return unknown;
}

/** The owner hangs on the first four digits at most, so a thousand prefixes share the answer. */
const commonByFour = Array.from({ length: 700 }, (_, i) => {
  const owner = carrierOfNumber(`${1300 + i}0000000`);
  return owner === 'mobile' || owner === 'unicom' || owner === 'telecom';
});

const keyOf = (place: Place) => `${place.province} ${place.city}`;

/** Typed arrays, filled in two passes: as lists of numbers the same cost 70 MB of the program's memory (2026-11-25). */
function groupPrefixes(): { all: Uint32Array; byPlace: Map<string, Uint32Array> } {
  const sizes = new Uint32Array(places.length);
  forEachKnown((_prefix, place) => {
    sizes[place] = (sizes[place] ?? 0) + 1;
  });
  const lists = Array.from(sizes, (size) => new Uint32Array(size));
  const all = new Uint32Array(sizes.reduce((sum, size) => sum + size, 0));
  const filled = new Uint32Array(places.length);
  let count = 0;
  forEachKnown((prefix, place) => {
    all[count++] = prefix;
    const at = filled[place] ?? 0;
    const list = lists[place];
    if (list) list[at] = prefix;
    filled[place] = at + 1;
  });
  return { all, byPlace: new Map(places.map((place, i) => [keyOf(place), lists[i] ?? new Uint32Array()])) };
}

function forEachKnown(visit: (prefix: number, place: number) => void): void {
  placeIndex.forEach((place, offset) => {
    if (place !== 0 && commonByFour[Math.floor(offset / 1000)]) visit(firstPrefix + offset, place);
  });
}

const grouped = groupPrefixes();
const areaCodeByPlace = new Map([...placeByAreaCode].map(([code, place]) => [keyOf(place), code]));

/** Every 7-digit prefix of the three carriers whose place is known: drawing from it draws places by their population. */
export const knownPrefixes: Uint32Array = grouped.all;

/** The 7-digit prefixes of the three carriers that belong to a place; [] when none is known. */
export function prefixesOfPlace(place: Place): Uint32Array {
  return grouped.byPlace.get(keyOf(place)) ?? new Uint32Array();
}

/** The area code of a place with its leading 0, or null. */
export function areaCodeOfPlace(place: Place): string | null {
  return areaCodeByPlace.get(keyOf(place)) ?? null;
}
