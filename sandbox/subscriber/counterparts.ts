/** Telephone numbers of those who call a subscriber or are called, each with the place that a portal prints beside it. */

import { areaCodeOfPlace, knownPrefixes, type Place, placeOfNumber, prefixesOfPlace } from '../numbers.ts';
import { between, digits, pick, type Random } from './seeded.ts';

export interface Contact {
  number: string;
  /** `陕西西安`, `北京`; `全国` for service numbers, '' when the carrier cannot tell. */
  place: string;
  land: '国内通话' | '港澳台通话' | '国际通话';
}

const municipalities = new Set(['北京', '上海', '天津', '重庆']);

/** A place as portals print it. 吉林吉林 is no slip: only the four municipalities stand once. */
export function printedPlace(place: Place): string {
  return municipalities.has(place.province) ? place.province : place.province + place.city;
}

function domestic(number: string): Contact {
  return { number, place: printedPlace(placeOfNumber(number)), land: '国内通话' };
}

/** A mobile of a place where the country's people live, drawn by how many numbers each place has. */
export function mobileAnywhere(random: Random): Contact {
  return domestic(`${pick(random, knownPrefixes)}${digits(random, 4)}`);
}

export function mobileIn(random: Random, place: Place): Contact {
  const prefixes = prefixesOfPlace(place);
  return prefixes.length === 0 ? mobileAnywhere(random) : domestic(`${pick(random, prefixes)}${digits(random, 4)}`);
}

/** A landline with its area code; a mobile where the number data know no area code (来宾, 潜江 and seven more). */
export function landlineIn(random: Random, place: Place): Contact {
  const areaCode = areaCodeOfPlace(place);
  if (areaCode === null) return mobileIn(random, place);
  const localLength = areaCode.length === 3 || Number(areaCode) % 3 === 0 ? 8 : 7;
  return domestic(`${areaCode}${between(random, 2, 8)}${digits(random, localLength - 1)}`);
}

export function serviceNumber(number: string): Contact {
  return { number, place: '全国', land: '国内通话' };
}

const abroad = [
  { head: '00852', localDigits: 8, place: '香港', land: '港澳台通话' },
  { head: '00853', localDigits: 8, place: '澳门', land: '港澳台通话' },
  { head: '00886', localDigits: 9, place: '台湾', land: '港澳台通话' },
  { head: '0012025550', localDigits: 3, place: '美国', land: '国际通话' },
  { head: '00447700900', localDigits: 3, place: '英国', land: '国际通话' },
] as const;

export function numberAbroad(random: Random): Contact {
  const { head, localDigits, place, land } = pick(random, abroad);
  return { number: head + digits(random, localDigits), place, land };
}
