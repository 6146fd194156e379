/** A bill whose items carry free-text names, sorted into the record's seven amounts. */

import type { Bill } from '../domain/call-record.ts';
import { formatFen, readFen } from '../domain/call-values/read-fee.ts';

type Amount = Exclude<keyof Bill, 'bill_month' | 'bill_amount'>;

/** The first that fits. 套餐外… is what was used beyond the package and belongs to what it was used for. */
const amountByItem: readonly (readonly [RegExp, Amount])[] = [
  [/月固定费|套餐(?!外)/, 'bill_package'],
  [/语音|通话/, 'bill_ext_calls'],
  [/上网|流量/, 'bill_ext_data'],
  [/短信|彩信/, 'bill_ext_sms'],
  [/增值/, 'bill_zengzhifei'],
  [/代收/, 'bill_daishoufei'],
  [/(?:)/, 'bill_qita'],
];

/** As printed, yuan; an item whose fee is '' is left out. */
export interface BillItem {
  name: string;
  fee: string;
}

/** Null when the total or an item's fee is no amount. Without items (a company's plan) the total is all package. */
export function itemisedBill(month: string, total: string, items: readonly BillItem[]): Bill | null {
  const totalFen = readFen(total);
  if (totalFen === null) return null;
  const fen: Record<Amount, number> = {
    bill_package: 0,
    bill_ext_calls: 0,
    bill_ext_data: 0,
    bill_ext_sms: 0,
    bill_zengzhifei: 0,
    bill_daishoufei: 0,
    bill_qita: 0,
  };
  const priced = items.filter(({ fee }) => fee !== '');
  if (priced.length === 0) fen.bill_package = totalFen;
  for (const { name, fee } of priced) {
    const amount = amountByItem.find(([form]) => form.test(name))?.[1];
    const value = readFen(fee);
    if (amount === undefined || value === null) return null;
    fen[amount] += value;
  }
  return {
    bill_month: month,
    bill_amount: formatFen(totalFen),
    bill_package: formatFen(fen.bill_package),
    bill_ext_calls: formatFen(fen.bill_ext_calls),
    bill_ext_data: formatFen(fen.bill_ext_data),
    bill_ext_sms: formatFen(fen.bill_ext_sms),
    bill_zengzhifei: formatFen(fen.bill_zengzhifei),
    bill_daishoufei: formatFen(fen.bill_daishoufei),
    bill_qita: formatFen(fen.bill_qita),
  };
}
