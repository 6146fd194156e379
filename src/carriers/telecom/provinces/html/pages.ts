/** The readers of the provinces that show HTML, 50 calls a page (T2). */

import type { Bill, TelInfo } from '../../../../domain/call-record.ts';
import { itemisedBill } from '../../../itemised-bill.ts';
import type { MonthPage } from '../../../months.ts';
import { PortalTrouble } from '../../../portal-trouble.ts';
import { type Reader, readWord } from '../../../reader.ts';
import { textAt } from '../../../values/json-object.ts';
import { pairsOf, readTables } from '../../read-tables.ts';
import { codeNotIn, notOwnerThen, objectIn, passProvincial } from '../../recognise.ts';
import { readCallTable } from '../call-table.ts';
import type { SentCode } from '../provincial-site.ts';
import { readCustomer } from '../read-customer.ts';

export const rowsPerPage = 50;

/** Both SMS steps answer JSON with a number that began as the kind of sign-in. */
function stepResult(text: string, page: string): string {
  passProvincial(text, page);
  const result = textAt(objectIn(text, page), 'ILoginType');
  if (!/^\d{1,4}$/.test(result)) throw new PortalTrouble('unknownPage', page);
  return result;
}

const sendResults = new Map<string, SentCode['result']>([
  ['4', 'sent'],
  ['5', 'dailyCap'],
  ['6', 'stillValid'],
]);

/** smsRandCodeSend. */
export const readSendCode: Reader<SentCode> = (text, page) => ({
  result: sendResults.get(stepResult(text, page)) ?? 'failed',
  hint: '',
});

/** detailValidCode. */
export const readCodeCheck: Reader<'right' | 'wrong' | 'expired'> = (text, page) =>
  readWord(stepResult(text, page), { '4': 'right', '3': 'wrong', '2': 'expired' } as const, page);

/** qryCustInfo. */
export const readCustomerPage: Reader<TelInfo> = (text, page) => {
  passProvincial(text, page);
  const shown = new Map(pairsOf(readTables(text)));
  if (!shown.has('客户名称')) throw new PortalTrouble('unknownPage', page);
  return readCustomer({
    fullName: shown.get('客户名称') ?? '',
    idCard: shown.get('证件号码') ?? '',
    address: shown.get('通信地址') ?? '',
    openDay: shown.get('入网时间') ?? '',
  });
};

/** What stands in place of the tables. */
const answers: readonly (readonly [string, (page: string) => MonthPage | PortalTrouble])[] = [
  ['未查询到相关记录', () => ({ kind: 'none' })],
  ['该月份详单不允许查询', notOwnerThen],
  ['详单记录查询失败', (page) => new PortalTrouble('busy', page)],
  ['请先进行短信验证', codeNotIn],
];

const heads = {
  place: '通话地点',
  time: '通话开始时间',
  number: '对方号码',
  method: '呼叫类型',
  type: '通话类型',
  fee: '小计',
  duration: '通话时长',
};

const announcedTotal = /共\s*(?:<span[^>]*>)?\s*(\d{1,9})\s*(?:<\/span>)?\s*条/;

/** billDetailQuery of `month` (`YYYYMM`). */
export function callPageReader(month: string): Reader<MonthPage> {
  return (text, page) => {
    passProvincial(text, page);
    const answer = answers.find(([sentence]) => text.includes(sentence))?.[1](page);
    if (answer instanceof PortalTrouble) throw answer;
    if (answer !== undefined) return answer;

    const { rows, toCall } = readCallTable(text, page, heads);
    // The footer is on every page: one without it was cut short on its way.
    const footerAt = rows.findIndex(([first]) => first === '本页小计');
    if (footerAt === -1 && rows.length > 0) throw new PortalTrouble('unknownPage', page, 'no footer');
    const calls = rows.slice(0, Math.max(0, footerAt)).map((row) => toCall(row, month));
    const announced = announcedTotal.exec(text)?.[1];
    const total = announced === undefined ? null : Number(announced);
    return { kind: 'rows', calls, total, pages: total === null ? null : Math.ceil(total / rowsPerPage) };
  };
}

/** billInfoQuery of `month`; null when there is none. */
export function billReader(month: string): Reader<Bill | null> {
  return (text, page) => {
    passProvincial(text, page);
    if (text.includes('该月账单没有生成')) return null;
    const total = /本期费用合计[：:]\s*<span>([^<]*)<\/span>/.exec(text)?.[1];
    if (total === undefined) throw new PortalTrouble('unknownPage', page);
    const items = pairsOf(readTables(text)).map(([name, fee]) => ({ name, fee }));
    return itemisedBill(month, total, items);
  };
}
