/** 中国联通's bill of a past month: two shapes, free-text items, the record's seven amounts. */

import type { Bill } from '../../domain/call-record.ts';
import { type JsonObject, objectAt, objectsAt, textAt } from '../values/json-object.ts';
import { formatFen, readFen } from '../values/read-fee.ts';

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

interface Item {
  name: string;
  fee: string;
}

/** Shape A says `issuccess`, shape B says `historyResultState`; the total of B has two names. */
function shapeOf(reply: JsonObject): { total: string; items: Item[] } | null {
  if (reply.issuccess === true) {
    const result = objectAt(reply, 'result');
    const items = objectsAt(result, 'billinfo').map((item) => ({
      name: textAt(item, 'billname'),
      fee: textAt(item, 'fee'),
    }));
    return { total: textAt(result, 'allfee'), items };
  }
  if (reply.historyResultState === 'success') {
    const items = objectsAt(reply, 'historyResultList').map((item) => ({
      name: textAt(item, 'name'),
      fee: textAt(item, 'value'),
    }));
    return { total: textAt(reply, 'nowFee') || textAt(reply, 'payTotal'), items };
  }
  return null;
}

/** The bill, or null when the reply is of neither shape, says that there is none, or has an amount that is none. */
export function readBill(reply: JsonObject, month: string): Bill | null {
  const shape = shapeOf(reply);
  const total = shape === null ? null : readFen(shape.total);
  if (shape === null || total === null) return null;

  const fen: Record<Amount, number> = {
    bill_package: 0,
    bill_ext_calls: 0,
    bill_ext_data: 0,
    bill_ext_sms: 0,
    bill_zengzhifei: 0,
    bill_daishoufei: 0,
    bill_qita: 0,
  };
  // A company's plan (企业套餐) shows its total only.
  const items = shape.items.filter((item) => item.fee !== '');
  if (items.length === 0) fen.bill_package = total;
  for (const { name, fee } of items) {
    const amount = amountByItem.find(([form]) => form.test(name))?.[1];
    const value = readFen(fee);
    if (amount === undefined || value === null) return null;
    fen[amount] += value;
  }
  return {
    bill_month: month,
    bill_amount: formatFen(total),
    bill_package: formatFen(fen.bill_package),
    bill_ext_calls: formatFen(fen.bill_ext_calls),
    bill_ext_data: formatFen(fen.bill_ext_data),
    bill_ext_sms: formatFen(fen.bill_ext_sms),
    bill_zengzhifei: formatFen(fen.bill_zengzhifei),
    bill_daishoufei: formatFen(fen.bill_daishoufei),
    bill_qita: formatFen(fen.bill_qita),
  };
}
