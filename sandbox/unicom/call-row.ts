/** One call as a row of 中国联通's call details. */

import { durationText } from '../duration-text.ts';
import type { SandboxCall } from '../subscriber/calls.ts';
import { dateTime } from '../subscriber/shanghai-days.ts';
import { yuan } from '../yuan.ts';
import { provinceHabits } from './province.ts';

/** Which of the three tariffs a call's fee belongs to. */
const feeFieldOf = { 本地通话: 'nativefee', 国内长途: 'landfee', 国内漫游: 'roamfee' } as const;

const roamCodes = { 本地通话: '1', 国内长途: '2', 国内漫游: '3' } as const;

/** A diverted call counts as received; the provinces do not agree on its name. */
function modeOf({ mode }: SandboxCall, province: string): { calltype: string; calltypeName: string } {
  if (mode === '主叫') return { calltype: '1', calltypeName: mode };
  const diverted = provinceHabits(province).bill === 'A' ? '呼转' : '呼叫转移';
  return { calltype: '2', calltypeName: mode === '呼转' ? diverted : mode };
}

/** `province` is the subscriber's. Dirty rows show their raw texts. */
export function callRow(call: SandboxCall, province: string): Record<string, string> {
  const [calldate = '', calltime = ''] = (call.dirty?.time ?? dateTime(call.at)).split(' ');
  const fee = yuan(call.costFen);
  return {
    calldate,
    calltime,
    calllonghour: call.dirty?.duration ?? durationText(call.seconds),
    ...modeOf(call, province),
    othernum: call.dirty?.number ?? call.number,
    homearea: '',
    homeareaName: call.ownPlace,
    otherarea: '',
    otherareaName: '',
    calledhome: call.numberPlace,
    landtype: call.landType,
    romatype: roamCodes[call.roamType],
    romatypeName: call.roamType,
    thtype: '1',
    thtypeName: '语音电话',
    totalfee: fee,
    nativefee: '0.00',
    landfee: '0.00',
    roamfee: '0.00',
    [feeFieldOf[call.roamType]]: fee,
    otherfee: '0.00',
    deratefee: '0.00',
    twoplusfee: '0.00',
    cellid: '',
    homenum: '',
    longtype: '',
    businesstype: '01',
  };
}
