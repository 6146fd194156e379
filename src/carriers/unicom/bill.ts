/** 中国联通's bill of a past month in its two shapes. */

import type { Bill } from '../../domain/call-record.ts';
import { type BillItem, itemisedBill } from '../itemised-bill.ts';
import { type JsonObject, objectAt, objectsAt, textAt } from '../values/json-object.ts';

/** Shape A says `issuccess`, shape B says `historyResultState`; the total of B has two names. */
function shapeOf(reply: JsonObject): { total: string; items: BillItem[] } | null {
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
  return shape === null ? null : itemisedBill(month, shape.total, shape.items);
}
