/** The readers of the provinces that show HTML in GBK (T3). */

import type { Bill, TelInfo } from '../../../../domain/call-record.ts';
import { itemisedBill } from '../../../itemised-bill.ts';
import type { MonthPage } from '../../../months.ts';
import { PortalTrouble, showCode } from '../../../portal-trouble.ts';
import type { Reader } from '../../../reader.ts';
import { pairsOf, readTables } from '../../read-tables.ts';
import { codeNotIn, notOwnerThen, passProvincial } from '../../recognise.ts';
import { readCallTable } from '../call-table.ts';
import { readCustomer } from '../read-customer.ts';

/** `ErrorNo=61010` somewhere on the page; '' without one. */
function errorNoOf(text: string): string {
  return /ErrorNo\s*=\s*(\d{1,6})/.exec(text)?.[1] ?? '';
}

/** custInfo. */
export const readCustomerPage: Reader<TelInfo> = (text, page) => {
  passProvincial(text, page);
  const shown = new Map(pairsOf(readTables(text)));
  if (!shown.has('客户名称')) throw troubleOf(errorNoOf(text), page);
  return readCustomer({
    fullName: shown.get('客户名称') ?? '',
    idCard: shown.get('证件号码') ?? '',
    address: shown.get('客户地址') ?? '',
    openDay: shown.get('入网日期') ?? '',
  });
};

/** A number that we do not know passes for busy, a page without one is none of ours. */
function troubleOf(errorNo: string, page: string): PortalTrouble {
  return errorNo === '' ? new PortalTrouble('unknownPage', page) : new PortalTrouble('busy', page, showCode(errorNo));
}

const heads = {
  place: '通话地点',
  time: '起始时间',
  number: '对方号码',
  method: '呼叫类型',
  type: '通话类型',
  fee: '费用',
  duration: '通话时长',
};

function readCallError(errorNo: string, page: string): MonthPage {
  if (errorNo === '61010') return { kind: 'none' };
  if (errorNo === '61013') throw codeNotIn(page);
  if (errorNo === '61016') return notOwnerThen(page);
  // Name and ID card were right when the code was sent: what is on file has changed since.
  if (errorNo === '61020') return { kind: 'refused', code: 4010, cause: `${page}: refused (another identity)` };
  throw troubleOf(errorNo, page);
}

const announced = /共\s*(\d{1,9})\s*条[，,]\s*第\s*\d{1,9}\s*\/\s*(\d{1,9})\s*页/;

/** getCdrDetail of `month` (`YYYYMM`). */
export function callPageReader(month: string): Reader<MonthPage> {
  return (text, page) => {
    passProvincial(text, page);
    if (!text.includes('清单详情')) return readCallError(errorNoOf(text), page);
    const { rows, toCall } = readCallTable(text, page, heads);
    const [, total, pages] = announced.exec(text) ?? [];
    return {
      kind: 'rows',
      calls: rows.map((row) => toCall(row, month)),
      total: total === undefined ? null : Number(total),
      pages: pages === undefined ? null : Number(pages),
    };
  };
}

/** getBill of `month`; null when there is none. */
export function billReader(month: string): Reader<Bill | null> {
  return (text, page) => {
    passProvincial(text, page);
    const errorNo = errorNoOf(text);
    if (errorNo === '61030') return null;
    const pairs = pairsOf(readTables(text));
    const total = pairs.find(([name]) => name === '合计')?.[1];
    if (total === undefined) throw troubleOf(errorNo, page);
    const items = pairs.filter(([name]) => name !== '合计').map(([name, fee]) => ({ name, fee }));
    return itemisedBill(month, total, items);
  };
}
