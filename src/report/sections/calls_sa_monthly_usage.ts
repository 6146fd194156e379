/** `calls_sa_monthly_usage`: calls and bill of every month of the range, newest first (report semantics §5). */

import { mostActiveRegions } from '../active-region.ts';
import type { Aggregate, IssuedBill } from '../aggregate.ts';
import { centsOf, slashedMonth } from '../figures.ts';
import type { Calls } from '../read-calls.ts';

/** Yuan. */
const detailKeys = [
  'bill_package',
  'bill_ext_calls',
  'bill_ext_data',
  'bill_ext_sms',
  'bill_zengzhifei',
  'bill_daishoufei',
  'bill_qita',
] as const;

export type BillDetail = Record<(typeof detailKeys)[number], number>;

type NoBill = '未出账单' | '暂无数据';

export interface MonthRow {
  /** `YYYY/MM`. */
  month: string;
  call_times: string;
  /** Seconds. */
  call_length: string;
  month_active_most: string;
  /** Yuan; a text while the month runs, or where the bill could not be had. */
  month_bill_amount: number | NoBill;
  month_bill_detail: BillDetail | NoBill;
}

export function calls_sa_monthly_usage({ calls, months, bills }: Aggregate): MonthRow[] {
  const sums = sumsByMonth(calls, months.length);
  const active = mostActiveRegions(calls, months.length);
  return months.map((month, index) => ({
    month: slashedMonth(month),
    call_times: String(sums[index]?.times ?? 0),
    call_length: String(sums[index]?.length ?? 0),
    month_active_most: active[index]?.region ?? '',
    ...billOf(bills.get(month), index === 0),
  }));
}

/** Calls and seconds of each month of the range. */
export function sumsByMonth(calls: Calls, monthCount: number): { times: number; length: number }[] {
  const sums = Array.from({ length: monthCount }, () => ({ times: 0, length: 0 }));
  for (let at = 0; at < calls.count; at += 1) {
    const sum = sums[calls.months[at] ?? 0];
    if (sum === undefined) continue;
    sum.times += 1;
    sum.length += calls.lengths[at] ?? 0;
  }
  return sums;
}

function billOf(
  issued: IssuedBill | undefined,
  isCurrent: boolean,
): Pick<MonthRow, 'month_bill_amount' | 'month_bill_detail'> {
  if (issued === undefined) {
    const text = isCurrent ? '未出账单' : '暂无数据';
    return { month_bill_amount: text, month_bill_detail: text };
  }
  const { bill, amountCents } = issued;
  const yuan = (key: (typeof detailKeys)[number]) => (centsOf(bill[key]) ?? 0) / 100;
  return {
    month_bill_amount: amountCents / 100,
    month_bill_detail: {
      bill_package: yuan('bill_package'),
      bill_ext_calls: yuan('bill_ext_calls'),
      bill_ext_data: yuan('bill_ext_data'),
      bill_ext_sms: yuan('bill_ext_sms'),
      bill_zengzhifei: yuan('bill_zengzhifei'),
      bill_daishoufei: yuan('bill_daishoufei'),
      bill_qita: yuan('bill_qita'),
    },
  };
}
