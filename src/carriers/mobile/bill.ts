/** 中国移动's bills: seven entries by code, which are the record's seven amounts. */

import type { Bill } from '../../domain/call-record.ts';
import { itemisedBill } from '../itemised-bill.ts';
import { type JsonObject, objectsAt, textAt } from '../values/json-object.ts';

/** `billEntriy` (the spelling is the portal's) → what it stands for. */
const entryNames = new Map([
  ['01', '套餐及固定费'],
  ['02', '套餐外语音通信费'],
  ['03', '上网费'],
  ['04', '短彩信费'],
  ['05', '增值业务费'],
  ['06', '代收业务费'],
]);

/** The bill, or null when an amount in it is none. The total may be less than the sum of its parts: a discount. */
export function readBill(bill: JsonObject): Bill | null {
  const items = objectsAt(bill, 'billMaterials').map((entry) => ({
    name: entryNames.get(textAt(entry, 'billEntriy')) ?? '其他费用',
    fee: textAt(entry, 'billEntriyValue'),
  }));
  return itemisedBill(textAt(bill, 'billMonth'), textAt(bill, 'billFee'), items);
}
