/** Whether what the subscriber said agrees with what the carrier has on file (report semantics §2). */

import { type UserInfo, undisclosed } from '../domain/call-record.ts';
import { type Directory, unknownRegion } from './report-input.ts';

/** 0 not applicable · 1 equal · 2 different · 3 alike. */
export type Conclusion = 0 | 1 | 2 | 3;

const municipalities = ['北京', '天津', '上海', '重庆'];

/** Name or ID card. Alike: the carrier's value is masked and every character that it shows agrees in its place. */
export function compareText(said: string, onFile: string): Conclusion {
  if (said === '' || !isDisclosed(onFile)) return 0;
  const mine = comparable(said);
  const theirs = comparable(onFile);
  if (mine === theirs) return 1;
  return agreesWhereVisible([...mine], [...theirs]) ? 3 : 2;
}

/**
 * The address, where one may contain the other and the same town is alike. When the carrier hides its own, the province
 * that the subscriber named is compared with the region of the number.
 */
export function compareAddress(said: UserInfo, onFile: string, homeRegion: string, directory: Directory): Conclusion {
  const { user_address: address = '', user_province: province = '' } = said;
  if (!isDisclosed(onFile)) {
    if (province === '' || homeRegion === unknownRegion) return 0;
    return provinceIn(province, directory) === homeRegion ? 1 : 2;
  }
  if (address === '') return 0;
  const mine = comparable(address);
  const theirs = comparable(onFile);
  if (mine.includes(theirs) || theirs.includes(mine)) return 1;
  return agreesWhereVisible([...mine], [...theirs]) || isSameTown(said, theirs, directory) ? 3 : 2;
}

function isDisclosed(onFile: string): boolean {
  return onFile !== '' && onFile !== undisclosed;
}

function comparable(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase();
}

/** A value of nothing but stars shows nothing that could agree. */
function agreesWhereVisible(mine: string[], theirs: string[]): boolean {
  const visible = theirs.filter((character) => character !== '*').length;
  const masked = visible > 0 && visible < theirs.length;
  return masked && mine.length === theirs.length && theirs.every((each, at) => each === '*' || each === mine[at]);
}

function provinceIn(text: string, directory: Directory): string {
  return directory.provinceOf(comparable(text));
}

function isSameTown(said: UserInfo, theirs: string, directory: Directory): boolean {
  const { user_address = '', user_province = '', user_city = '' } = said;
  const province = provinceIn(user_province || user_address, directory);
  if (province === '' || province !== directory.provinceOf(theirs)) return false;
  const city = comparable(user_city).replace(/(市|地区|自治州|盟)$/, '') || cityIn(comparable(user_address));
  return municipalities.includes(province) || (city !== '' && theirs.includes(city));
}

/** `宁波` of `浙江省宁波市江北区…`, `''` when the address does not spell it so. */
function cityIn(address: string): string {
  return /^.+?(?:省|自治区)(.+?)(?:市|地区|自治州|盟)/.exec(address)?.[1] ?? '';
}
