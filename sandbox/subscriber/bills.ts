/** Monthly bills: the package, what the calls cost beyond it, and now and then an extra. */

import { type Plan, planOf } from './plan.ts';
import { between, chance, seeded } from './seeded.ts';
import { dayOf, monthOfDay } from './shanghai-days.ts';
import type { Subscriber } from './subscriber.ts';
import { wholeMonth } from './whole-month.ts';

export interface BillItem {
  name: string;
  kind: 'package' | 'calls' | 'data' | 'sms' | 'zengzhifei' | 'daishoufei' | 'qita';
  fen: number;
}

export interface SandboxBill {
  /** `YYYYMM`. */
  month: string;
  /** What is to be paid: the sum of the items, less the discount that some of 中国移动's have. */
  amountFen: number;
  /** A kind stands at most twice. Nothing that costs nothing is listed but the package. */
  items: BillItem[];
}

/** How likely an extra is in a month, and its least and greatest fen. */
const extras = [
  { name: '上网费', kind: 'data', likelihood: 0.15, fen: [100, 3000] },
  { name: '短信彩信费', kind: 'sms', likelihood: 0.15, fen: [10, 150] },
  { name: '代收费', kind: 'daishoufei', likelihood: 0.06, fen: [100, 2000] },
  { name: '其他', kind: 'qita', likelihood: 0.04, fen: [50, 500] },
] as const;

/** Those who pay for the cheapest package rarely let anything be added to it. */
const thriftyShare = 0.2;

function extrasOf(key: string, thrifty: boolean): BillItem[] {
  const random = seeded(key);
  return extras.map(({ name, kind, likelihood, fen: [least, greatest] }) => ({
    name,
    kind,
    fen: chance(random, likelihood * (thrifty ? thriftyShare : 1)) ? between(random, least, greatest) : 0,
  }));
}

/** 108.00 of package and 88.00 to pay: the items of 中国移动 are printed before the discount. */
const discountFen = 2000;
const discountFromFen = 5800;

function discountOf({ tel, carrier }: Subscriber, { packageFen }: Plan): number {
  const hasOne = carrier === 'mobile' && packageFen >= discountFromFen && chance(seeded(`${tel} discount`), 0.5);
  return hasOne ? discountFen : 0;
}

/** The bill of a whole month, also of one that has not ended. A month before the open date has an empty one. */
export function billOfMonth(subscriber: Subscriber, month: string): SandboxBill {
  if (month < monthOfDay(dayOf(subscriber.openDate))) return { month, amountFen: 0, items: [] };
  const plan = planOf(subscriber);
  const calls = wholeMonth(subscriber, month).reduce((sum, call) => sum + call.costFen, 0);
  const candidates: BillItem[] = [
    { name: '月固定费', kind: 'package', fen: plan.fixedFen },
    { name: '套餐费', kind: 'package', fen: plan.packageFen },
    { name: '语音通话费', kind: 'calls', fen: calls },
    { name: '增值业务费', kind: 'zengzhifei', fen: plan.subscriptionFen },
    ...extrasOf(`${subscriber.tel} bill ${month}`, plan.thrifty),
  ];
  const items = candidates.filter((item) => item.fen > 0);
  const sumFen = items.reduce((sum, item) => sum + item.fen, 0);
  return { month, amountFen: sumFen - discountOf(subscriber, plan), items };
}
