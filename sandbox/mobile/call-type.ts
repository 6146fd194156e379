/** The type of a call in 中国移动's words (carrier facts §6): after the tariff, where the others tell the land. */

import type { SandboxCall } from '../subscriber/calls.ts';
import { provinceHabits } from './province.ts';

const atHome = {
  home: { near: '本地主叫本地', far: '本地主叫异地', received: '本地(非漫游、被叫)' },
  country: { near: '国内通话', far: '国内异地主叫', received: '国内被叫' },
} as const;

/** 国际长途 is in no public sample; it is made after 港澳台长途. */
const abroad = { 港澳台通话: '港澳台长途', 国际通话: '国际长途' } as const;

/** `province` is the subscriber's. */
export function mobileCallType({ landType, roamType, ownPlace, mode }: SandboxCall, province: string): string {
  if (landType !== '国内通话') return abroad[landType];
  if (roamType === '国内漫游') return ownPlace.startsWith(province) ? '省内漫游' : '省际漫游';
  const { near, far, received } = atHome[provinceHabits(province).tariff];
  if (mode !== '主叫') return received;
  return roamType === '国内长途' ? far : near;
}
