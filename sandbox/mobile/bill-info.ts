/** `billinfo`: the bills of 中国移动, a range of months at once, the current one with what has come together so far. */

import type { FastifyInstance } from 'fastify';
import { monthsAgo, monthText } from '../shanghai-clock.ts';
import { type BillItem, billOfMonth, type SandboxBill } from '../subscriber/bills.ts';
import { callsOfMonth, coveredMonths } from '../subscriber/calls.ts';
import { dateOfMonth, daysOfMonth } from '../subscriber/shanghai-days.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';
import { yuan } from '../yuan.ts';
import { ok } from './reply.ts';
import { shopPage } from './shop.ts';

/** The seven parts of every bill. */
const parts: readonly { code: string; kind: BillItem['kind'] }[] = [
  { code: '01', kind: 'package' },
  { code: '02', kind: 'calls' },
  { code: '03', kind: 'data' },
  { code: '04', kind: 'sms' },
  { code: '05', kind: 'zengzhifei' },
  { code: '06', kind: 'daishoufei' },
  { code: '09', kind: 'qita' },
];

/** Where 中国移动 has another name for an item than the others. */
const ownNames = new Map([
  ['月固定费', '来电显示'],
  ['语音通话费', '本地主叫通话费'],
]);

const sumOf = (items: readonly BillItem[]) => items.reduce((sum, { fen }) => sum + fen, 0);

/** The bill as it stands at `now`: of the month that still runs, calls to come cost nothing yet. */
function billSoFar(subscriber: Subscriber, month: string, now: number): SandboxBill {
  const whole = billOfMonth(subscriber, month);
  const callsFen = callsOfMonth(subscriber, month, now).reduce((sum, { costFen }) => sum + costFen, 0);
  const items = whole.items.map((item) => (item.kind === 'calls' ? { ...item, fen: callsFen } : item));
  return { month, amountFen: whole.amountFen - sumOf(whole.items) + sumOf(items), items };
}

function printedBill({ month, amountFen, items }: SandboxBill) {
  return {
    billMonth: month,
    billStartDate: `${month}01`,
    billEndDate: `${month}${dateOfMonth(daysOfMonth(month).last)}`,
    billFee: yuan(amountFen),
    billMaterials: parts.map(({ code, kind }) => {
      const ofKind = items.filter((item) => item.kind === kind);
      const billMaterialInfos = ofKind.map(({ name, fen }) => ({
        itemName: ownNames.get(name) ?? name,
        itemValue: yuan(fen),
      }));
      return { billEntriy: code, billEntriyValue: yuan(sumOf(ofKind)), billMaterialInfos };
    }),
  };
}

export function billInfo(app: FastifyInstance, world: World): void {
  shopPage(app, world, '/i/v1/fee/billinfo/:tel', ({ subscriber }, { bgnMonth = '', endMonth = '' }) => {
    const now = world.now();
    const issued = coveredMonths(subscriber, now).filter(
      (month) =>
        bgnMonth <= month && month <= endMonth && monthsAgo(month, now) !== subscriber.scenario.missingBillBack,
    );
    const bills = issued.map((month) =>
      month === monthText(now) ? billSoFar(subscriber, month, now) : billOfMonth(subscriber, month),
    );
    return { ...ok, data: bills.map(printedBill) };
  });
}
