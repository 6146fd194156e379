/** Tests of what 中国移动 calls a call. */

import { expect, test } from 'vitest';
import type { SandboxCall } from '../subscriber/calls.ts';
import { mobileCallType } from './call-type.ts';

const plain: SandboxCall = {
  at: 1_795_596_185,
  ownPlace: '福建厦门',
  number: '13800001234',
  numberPlace: '北京',
  mode: '主叫',
  seconds: 20,
  costFen: 0,
  landType: '国内通话',
  roamType: '本地通话',
};

const typesIn = (province: string, ownPlace: string) => ({
  near: mobileCallType({ ...plain, ownPlace }, province),
  far: mobileCallType({ ...plain, ownPlace, roamType: '国内长途' }, province),
  received: mobileCallType({ ...plain, ownPlace, mode: '被叫' }, province),
  diverted: mobileCallType({ ...plain, ownPlace, mode: '呼转' }, province),
});

test('a province with a home tariff tells near from far, and what is received', () => {
  expect(typesIn('福建', '福建厦门')).toEqual({
    near: '本地主叫本地',
    far: '本地主叫异地',
    received: '本地(非漫游、被叫)',
    diverted: '本地(非漫游、被叫)',
  });
});

test('a province whose packages cover the whole country has other words for it', () => {
  expect(typesIn('浙江', '浙江宁波')).toEqual({
    near: '国内通话',
    far: '国内异地主叫',
    received: '国内被叫',
    diverted: '国内被叫',
  });
});

test('away from home it is roaming, within the province or beyond it, whoever called', () => {
  const away = { ...plain, roamType: '国内漫游' } as const;
  expect(mobileCallType(away, '福建')).toBe('省内漫游');
  expect(mobileCallType(away, '浙江')).toBe('省际漫游');
  expect(mobileCallType({ ...away, mode: '被叫' }, '浙江')).toBe('省际漫游');
});

test('calls with another country are told by that alone', () => {
  expect(mobileCallType({ ...plain, landType: '港澳台通话', roamType: '国内漫游' }, '福建')).toBe('港澳台长途');
  expect(mobileCallType({ ...plain, landType: '国际通话', mode: '被叫' }, '浙江')).toBe('国际长途');
});
