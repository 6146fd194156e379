/** Everything known about a number: its place, yellow-page entry, flag, tags and list. */

import { carrierServiceCategory, type Hotline, isCarrierService } from './hotlines.ts';
import { locate, locateMobile, type MobileLocation, type NumberLocation } from './locate.ts';
import { type NormalisedNumber, normalise } from './normalise.ts';
import type { PlaceTable } from './places.ts';
import { type Flag, namesOfTags } from './tags.ts';

/** Lists of dunning numbers, imported by the operator (report semantics §7). */
export type DunningList = 'dunning' | 'suspected_dunning';

/** Text is `''` and lists are empty where nothing is known. */
export interface NumberFacts extends NumberLocation {
  name: string;
  teldesc: string;
  flag: Flag | null;
  catnames: readonly string[];
  itagIds: readonly number[];
  /** Names of `itagIds`. */
  financialTags: readonly string[];
  list: DunningList | null;
}

/** What an operator says about one number; each field given stands in place of the built-in one. */
export interface Override {
  region?: string;
  telloc?: string;
  name?: string;
  teldesc?: string;
  flag?: Flag;
  itag_ids?: readonly number[];
  list?: DunningList;
}

export interface DirectorySources {
  table: PlaceTable;
  hotlines: readonly Hotline[];
  /** Keyed by `format_tel`. */
  overrides?: Readonly<Record<string, Override>>;
}

export interface Directory {
  normalise(raw: string): NormalisedNumber;
  /** `formatTel` is what `normalise` gave. Nothing is remembered between look-ups. */
  lookUp(formatTel: string): NumberFacts;
  /** `tel` is 11 digits. */
  locateMobile(tel: string): MobileLocation;
  /** The province of a place as carriers print it: `浙江宁波` → `浙江`; `''` when it names none. */
  provinceOf(place: string): string;
}

export function createDirectory({ table, hotlines, overrides = {} }: DirectorySources): Directory {
  const pages = new Map(hotlines.map((hotline) => [hotline.number, hotline]));
  const given = new Map(Object.entries(overrides));
  return {
    normalise,
    lookUp: (formatTel) =>
      factsOf(formatTel, locate(table, formatTel), pages.get(formatTel) ?? null, given.get(formatTel) ?? {}),
    locateMobile: (tel) => locateMobile(table, tel),
    provinceOf: (place) => table.provinceOf(place),
  };
}

function factsOf(formatTel: string, location: NumberLocation, page: Hotline | null, given: Override): NumberFacts {
  const itagIds = given.itag_ids ?? page?.itag_ids ?? [];
  const category = page?.category ?? (isCarrierService(formatTel) ? carrierServiceCategory : null);
  return {
    ...location,
    region: given.region ?? location.region,
    telloc: given.telloc ?? location.telloc,
    name: given.name ?? page?.name ?? '',
    teldesc: given.teldesc ?? page?.teldesc ?? '',
    flag: given.flag ?? null,
    catnames: category === null ? [] : [category],
    itagIds,
    financialTags: namesOfTags(itagIds),
    list: given.list ?? null,
  };
}
