/** Everything known about a number: its place, yellow-page entry, flag, tags and list. */

import { carrierServiceCategory, type Hotline, isCarrierService } from './hotlines.ts';
import type { ListLookUp } from './join-lists.ts';
import { locate, locateMobile, type MobileLocation, type NumberLocation } from './locate.ts';
import { type NormalisedNumber, normalise } from './normalise.ts';
import type { Place, PlaceTable } from './places.ts';
import type { ListedFacts } from './tag-list.ts';
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
  /** What imported lists say; it stands in place of what is built in, and `overrides` in place of it. */
  lists?: ListLookUp;
}

export interface Directory {
  normalise(raw: string): NormalisedNumber;
  /** `formatTel` is what `normalise` gave. Nothing is remembered between look-ups. */
  lookUp(formatTel: string): NumberFacts;
  /** Every number with a tag or on a list, as a `format_tel`. */
  taggedNumbers(): string[];
  /** `tel` is 11 digits. */
  locateMobile(tel: string): MobileLocation;
  /** The place of an area code with its leading 0; unknown codes give `''` twice. */
  locateAreaCode(areaCode: string): Place;
  /** The province of a place as carriers print it: `浙江宁波` → `浙江`; `''` when it names none. */
  provinceOf(place: string): string;
  /** The same directory with other imported lists: which ones count depends on the app. */
  withLists(lists: ListLookUp): Directory;
}

const noLists: ListLookUp = () => null;

export function createDirectory(sources: DirectorySources): Directory {
  const { table, hotlines, overrides = {}, lists = noLists } = sources;
  const pages = new Map(hotlines.map((hotline) => [hotline.number, hotline]));
  const given = new Map(Object.entries(overrides));
  return {
    normalise,
    lookUp: (formatTel) =>
      factsOf(
        formatTel,
        locate(table, formatTel),
        pages.get(formatTel) ?? null,
        joined(lists(formatTel), given.get(formatTel)),
      ),
    taggedNumbers: () => taggedNumbers(hotlines, overrides),
    locateMobile: (tel) => locateMobile(table, tel),
    locateAreaCode: (areaCode) => table.ofAreaCode(areaCode),
    provinceOf: (place) => table.provinceOf(place),
    withLists: (other) => createDirectory({ ...sources, lists: other }),
  };
}

function taggedNumbers(hotlines: readonly Hotline[], overrides: Readonly<Record<string, Override>>): string[] {
  const given = Object.entries(overrides).filter(([, { itag_ids = [], list }]) => itag_ids.length > 0 || list);
  const built = hotlines.filter(({ itag_ids }) => itag_ids.length > 0);
  return [...new Set([...built.map(({ number }) => number), ...given.map(([number]) => number)])];
}

/** Nearly every number is on no list: what is empty is one object for all of them, or a report of 5,000 numbers makes 5,000. */
const nothing: readonly never[] = [];
const notGiven: Override = {};

function joined(listed: ListedFacts | null, given: Override | undefined): Override {
  if (listed === null) return given ?? notGiven;
  return { ...listed, ...given };
}

function factsOf(formatTel: string, location: NumberLocation, page: Hotline | null, given: Override): NumberFacts {
  const itagIds = given.itag_ids ?? page?.itag_ids ?? nothing;
  const category = page?.category ?? (isCarrierService(formatTel) ? carrierServiceCategory : null);
  return {
    owner: location.owner,
    province: location.province,
    city: location.city,
    region: given.region ?? location.region,
    telloc: given.telloc ?? location.telloc,
    name: given.name ?? page?.name ?? '',
    teldesc: given.teldesc ?? page?.teldesc ?? '',
    flag: given.flag ?? null,
    catnames: category === null ? nothing : [category],
    itagIds,
    financialTags: itagIds.length === 0 ? nothing : namesOfTags(itagIds),
    list: given.list ?? null,
  };
}
