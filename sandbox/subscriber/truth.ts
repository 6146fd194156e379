/** What a perfect fetch of a subscriber would bring, in the wire form of §13, for tests to compare with. */

import { mobileCallType } from '../mobile/call-type.ts';
import { telecomCallType, telecomOwnPlace } from '../telecom/columns.ts';
import { yuan } from '../yuan.ts';
import { type BillItem, billOfMonth } from './bills.ts';
import { callsOfMonth, coveredMonths, type SandboxCall } from './calls.ts';
import { dayOf, monthOfDay } from './shanghai-days.ts';
import type { Subscriber } from './subscriber.ts';

/** What a carrier's rows say in words of their own (docs/carriers). */
interface Told {
  call_from: string;
  call_to: string;
  call_type: string;
}

const toldBy: Record<Subscriber['carrier'], (call: SandboxCall, province: string) => Told> = {
  mobile: (call, province) => ({
    call_from: call.ownPlace,
    call_to: '',
    call_type: mobileCallType(call, province),
  }),
  unicom: ({ ownPlace, numberPlace, landType }) => ({
    call_from: ownPlace,
    call_to: numberPlace,
    call_type: landType,
  }),
  telecom: (call, province) => ({
    call_from: telecomOwnPlace(call, province),
    call_to: '',
    call_type: telecomCallType(call, province),
  }),
};

/** Dirty values stand as the portal shows them; 呼转 counts as 被叫 (report semantics §9). */
function callRecord(call: SandboxCall, subscriber: Subscriber): Record<string, string> {
  return {
    ...toldBy[subscriber.carrier](call, subscriber.province),
    call_time: call.dirty?.time ?? String(call.at),
    call_tel: call.dirty?.number ?? call.number,
    call_method: call.mode === '主叫' ? '主叫' : '被叫',
    call_cost: yuan(call.costFen),
    call_duration: call.dirty?.duration ?? String(call.seconds),
  };
}

/** The calls of all covered months, newest first. */
export function callRecords(subscriber: Subscriber, now: number): Record<string, string>[] {
  return coveredMonths(subscriber, now).flatMap((month) =>
    callsOfMonth(subscriber, month, now).map((call) => callRecord(call, subscriber)),
  );
}

const keyOfKind: Record<BillItem['kind'], string> = {
  package: 'bill_package',
  calls: 'bill_ext_calls',
  data: 'bill_ext_data',
  sms: 'bill_ext_sms',
  zengzhifei: 'bill_zengzhifei',
  daishoufei: 'bill_daishoufei',
  qita: 'bill_qita',
};

function billRecord(subscriber: Subscriber, month: string): Record<string, string> {
  const bill = billOfMonth(subscriber, month);
  const record: Record<string, string> = { bill_month: month, bill_amount: yuan(bill.amountFen) };
  for (const [kind, key] of Object.entries(keyOfKind)) {
    const items = bill.items.filter((item) => item.kind === kind);
    record[key] = yuan(items.reduce((sum, item) => sum + item.fen, 0));
  }
  return record;
}

/** The issued bills of all covered months, newest first: never the current month's. */
export function billRecords(subscriber: Subscriber, now: number): Record<string, string>[] {
  const current = monthOfDay(dayOf(now));
  return coveredMonths(subscriber, now)
    .filter((month) => month < current)
    .map((month) => billRecord(subscriber, month));
}
