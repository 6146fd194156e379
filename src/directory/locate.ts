/** Where a number belongs: its region for the report (report semantics §1) and its `telloc` for §17 (§7). */

import { carrierNames, type NumberOwner } from '../domain/carrier.ts';
import { normalise } from './normalise.ts';
import type { Place, PlaceTable } from './places.ts';

export interface MobileLocation extends Place {
  owner: NumberOwner | null;
}

export interface NumberLocation extends MobileLocation {
  /** Province, `全国` for service numbers, `未知` where there is no place. */
  region: string;
  /** `北京移动`, `湖北襄阳电信`, `山西太原` for a landline, `''` where there is no place. */
  telloc: string;
}

export const nationwide = '全国';
export const unknownRegion = '未知';

/** A mobile's place and the owner of its prefix, 15–60 ns. `tel` is 11 digits. */
export function locateMobile(table: PlaceTable, tel: string): MobileLocation {
  const { province, city } = table.ofMobile(tel);
  return { owner: table.ownerOf(tel), province, city };
}

/** `formatTel` is what `normalise` gave. */
export function locate(table: PlaceTable, formatTel: string): NumberLocation {
  const { kind } = normalise(formatTel);
  if (kind === 'mobile') return located(table.ofMobile(formatTel), table.ownerOf(formatTel));
  const areaCode = /^(0\d+)-/.exec(formatTel)?.[1];
  if (areaCode !== undefined) return located(table.ofAreaCode(areaCode), null);
  const region = kind === 'service' && !isCompanyShortNumber(formatTel) ? nationwide : unknownRegion;
  return { region, owner: null, province: '', city: '', telloc: '' };
}

/** Short numbers inside a company's own network (`661234`) begin with 2 to 8 and say nothing of a place. */
function isCompanyShortNumber(formatTel: string): boolean {
  return formatTel.length <= 6 && !/^[19]/.test(formatTel);
}

/** `湖北襄阳`; municipalities once (`北京`), `''` where there is no place. */
export function placeName({ province, city }: Place): string {
  return province === city ? province : province + city;
}

function located(place: Place, owner: NumberOwner | null): NumberLocation {
  const { province, city } = place;
  if (province === '') return { region: unknownRegion, owner, province, city, telloc: '' };
  const carrier = owner === null ? '' : carrierNames[owner].replace('中国', '');
  return { region: province, owner, province, city, telloc: placeName(place) + carrier };
}
