/** The numbers data (`numbers/README.md`) made ready for look-ups; who starts the program reads the files and hands them in. */

import { isCarrier, type NumberOwner } from '../domain/carrier.ts';

/** Province and city without their suffix; `''` where unknown. Municipalities name themselves twice. */
export interface Place {
  province: string;
  city: string;
}

/** The four files of `numbers/`: `places` unpacked, the others parsed. */
export interface NumbersData {
  places: Uint8Array;
  names: readonly (readonly string[])[];
  carriers: Readonly<Record<string, string>>;
  areaCodes: Readonly<Record<string, readonly string[]>>;
}

export interface PlaceTable {
  /** The place of a mobile by its first seven digits. */
  ofMobile(tel: string): Place;
  /** Whom a mobile's prefix was given to; a ported number keeps it. */
  ownerOf(tel: string): NumberOwner | null;
  /** The place of an area code with its leading 0; unknown codes give `''` twice. */
  ofAreaCode(areaCode: string): Place;
  /** The province of a place as carriers print it (`浙江宁波`, `宁波市`, `浙江省`); `''` when it names none. */
  provinceOf(text: string): string;
}

const firstRange = 1_300_000;
const rangeCount = 700_000;
const nowhere: Place = { province: '', city: '' };

/** Not in the data, but a phone may roam there. */
const outsideMainland = ['香港', '澳门', '台湾'];

/** Throws when the data has not the form of `numbers/README.md`. */
export function createPlaceTable(data: NumbersData): PlaceTable {
  const indexes = unpack(data.places);
  const places = data.names.map(toPlace);
  const owners = ownersByFourDigits(data.carriers);
  const areas = new Map(Object.entries(data.areaCodes).map(([code, pair]) => [code, toPlace(pair)]));
  const named = [...places.slice(1), ...outsideMainland.map((name) => ({ province: name, city: name }))];
  const provinces = [...new Set(named.map((place) => place.province))];

  return {
    ofMobile: (tel) => places[indexes[Number(tel.slice(0, 7)) - firstRange] ?? 0] ?? nowhere,
    ownerOf: (tel) => owners[Number(tel.slice(0, 4))] ?? null,
    ofAreaCode: (areaCode) => areas.get(areaCode) ?? nowhere,
    provinceOf: (text) =>
      provinces.find((name) => text.startsWith(name)) ??
      named.find((place) => text.startsWith(place.city))?.province ??
      '',
  };
}

function unpack(bytes: Uint8Array): Uint16Array {
  if (bytes.byteLength !== rangeCount * 2)
    throw new Error(`places hold ${bytes.byteLength} bytes, not ${rangeCount * 2}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const indexes = new Uint16Array(rangeCount);
  for (let at = 0; at < rangeCount; at += 1) indexes[at] = view.getUint16(at * 2, true);
  return indexes;
}

function toPlace([province = '', city = '']: readonly string[]): Place {
  return { province, city };
}

/** Index 1300 to 1999; the longer prefix wins because it is written last. */
function ownersByFourDigits(carriers: Readonly<Record<string, string>>): (NumberOwner | null)[] {
  const owners: (NumberOwner | null)[] = Array.from({ length: 2000 }, () => null);
  const shortFirst = Object.entries(carriers).sort(([a], [b]) => a.length - b.length);
  for (const [prefix, owner] of shortFirst) {
    if (!isNumberOwner(owner)) throw new Error(`unknown owner ${owner} of prefix ${prefix}`);
    const from = Number(prefix.padEnd(4, '0'));
    owners.fill(owner, from, from + 10 ** (4 - prefix.length));
  }
  return owners;
}

function isNumberOwner(owner: string): owner is NumberOwner {
  return isCarrier(owner) || owner === 'broadnet' || owner === 'virtual';
}
