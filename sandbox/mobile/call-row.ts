/** One call as a row of 中国移动's call details, and the row that sums up a month. */

import { durationText } from '../duration-text.ts';
import type { SandboxCall } from '../subscriber/calls.ts';
import { dateTime } from '../subscriber/shanghai-days.ts';
import { yuan } from '../yuan.ts';
import { mobileCallType } from './call-type.ts';
import { type ProvinceHabits, provinceHabits } from './province.ts';

export interface CallRow {
  remark: null;
  startTime: string;
  commPlac: string;
  commMode: string;
  anotherNm: string;
  commTime: string;
  commType: string;
  mealFavorable: string;
  commFee: string;
}

const timeForms: Readonly<Record<ProvinceHabits['time'], (text: string) => string>> = {
  dash: (text) => text,
  slash: (text) => text.replaceAll('-', '/'),
  yearless: (text) => text.slice('2026-'.length),
};

/** Every third call went over the 4G network, which prefixes its mode. */
function modeOf({ at, mode }: SandboxCall): string {
  return mode !== '呼转' && at % 3 === 0 ? `VOLTE${mode}` : mode;
}

/** `province` is the subscriber's. Dirty rows show their raw texts, a dirty time the same in every province. */
export function callRow(call: SandboxCall, province: string): CallRow {
  const { time, minute } = provinceHabits(province);
  return {
    remark: null,
    startTime: call.dirty?.time ?? timeForms[time](dateTime(call.at)),
    commPlac: call.ownPlace,
    commMode: modeOf(call),
    anotherNm: call.dirty?.number ?? call.number,
    commTime: call.dirty?.duration ?? durationText(call.seconds, minute),
    commType: mobileCallType(call, province),
    mealFavorable: '',
    commFee: yuan(call.costFen),
  };
}

/** The row below the first call of a month: no call, though it has a time and a fee. */
export function summaryRow(calls: readonly SandboxCall[], province: string): CallRow {
  const [newest] = calls;
  const { time } = provinceHabits(province);
  return {
    remark: null,
    startTime: newest === undefined ? '--' : timeForms[time](dateTime(newest.at)),
    commPlac: '--',
    commMode: '--',
    anotherNm: '--',
    commTime: '--',
    commType: '--',
    mealFavorable: '',
    commFee: yuan(calls.reduce((sum, { costFen }) => sum + costFen, 0)),
  };
}
