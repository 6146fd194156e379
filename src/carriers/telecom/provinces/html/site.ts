/** A province whose portal shows HTML, 50 calls a page (T2). */

import { lastDayOf } from '../../../../domain/shanghai-time.ts';
import type { Reader } from '../../../reader.ts';
import type { ProvincialSite, Visitor } from '../provincial-site.ts';
import { billReader, callPageReader, readCodeCheck, readCustomerPage, readSendCode, rowsPerPage } from './pages.ts';

async function ask<T>(
  { portal, siteCode }: Visitor,
  path: string,
  form: Readonly<Record<string, string>>,
  read: Reader<T>,
): Promise<T> {
  const page = `/${siteCode}/iframe${path}.action`;
  const reply = await portal.post(page, { form });
  return read(reply.text, page);
}

/** `2017年08月`. */
const monthInWords = (month: string) => `${month.slice(0, 4)}年${month.slice(4)}月`;

export const htmlSite: ProvincialSite = {
  entryPath: '/iframe/feequery/detailBillIndex.action',
  wantsIdentity: false,
  fullPage: rowsPerPage,
  needsCode: async () => true,
  isOwner: async () => true,
  sendCode: (visitor) => ask(visitor, '/feequery/smsRandCodeSend', { accNum: visitor.tel }, readSendCode),
  checkCode: (visitor, randCode) =>
    ask(visitor, '/feequery/detailValidCode', { accNum: visitor.tel, randCode }, readCodeCheck),
  customer: (visitor) => ask(visitor, '/custquery/qryCustInfo', {}, readCustomerPage),
  calls(visitor, month, pageNo) {
    const form = {
      requestFlag: 'synchronization',
      billDetailType: '1',
      qryMonth: monthInWords(month),
      startTime: '1',
      endTime: String(lastDayOf(month)),
      accNum: visitor.tel,
      billPage: String(pageNo),
    };
    return ask(visitor, '/feequery/billDetailQuery', form, callPageReader(month));
  },
  bill: (visitor, month) =>
    ask(visitor, '/feequery/billInfoQuery', { billCycle: monthInWords(month) }, billReader(month)),
};
