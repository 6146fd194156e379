/** What 中国电信's call lists print of places and of the type of a call: less than other carriers, in words of their own. */

import type { SandboxCall } from '../subscriber/calls.ts';
import { provinceHabits, type SubDialect } from './province.ts';

/** What each calls a call from home to near by. */
const localCall: Readonly<Record<SubDialect, string>> = { json: '国内通话', html: '市话', gbk: '本地' };

/** `市话`, `国内漫游`, `港澳台通话`; `province` is the subscriber's. */
export function telecomCallType({ landType, roamType }: SandboxCall, province: string): string {
  if (landType !== '国内通话') return landType;
  return roamType === '本地通话' ? localCall[provinceHabits(province).dialect] : roamType;
}

/** Where the phone was; '' in the provinces whose lists are JSON. */
export function telecomOwnPlace({ ownPlace }: SandboxCall, province: string): string {
  return provinceHabits(province).dialect === 'json' ? '' : ownPlace;
}
