/** A province whose portal speaks JSON and gives a month at once (T1). */

import { lastDayOf } from '../../../../domain/shanghai-time.ts';
import type { Reader } from '../../../reader.ts';
import type { ProvincialSite, Visitor } from '../provincial-site.ts';
import { billReader, callPageReader, readCodeCheck, readCustomerPage, readNeedsCode, readSendCode } from './pages.ts';

async function ask<T>(
  { portal, siteCode }: Visitor,
  action: string,
  form: Readonly<Record<string, string>>,
  read: Reader<T>,
): Promise<T> {
  const page = `/${siteCode}/${action}.action`;
  const reply = await portal.post(page, { form });
  return read(reply.text, page);
}

const numberOf = ({ tel }: Visitor) => ({ 'inventoryVo.accNbr': tel });

/** `20170801` and `20170831`, or with dashes; a province answers to its own form only. */
function daysOf({ province }: Visitor, month: string): { begin: string; end: string } {
  const dash = province.dashedDays === true ? '-' : '';
  const start = `${month.slice(0, 4)}${dash}${month.slice(4)}${dash}`;
  return { begin: `${start}01`, end: `${start}${lastDayOf(month)}` };
}

export const jsonSite: ProvincialSite = {
  entryPath: '/service/index.html',
  wantsIdentity: false,
  // All rows come on the first page, which says so.
  fullPage: Number.POSITIVE_INFINITY,
  needsCode: (visitor) => ask(visitor, 'isNeedSecondCheckAction', numberOf(visitor), readNeedsCode),
  isOwner: async () => true,
  sendCode: (visitor) => ask(visitor, 'sendSmsCodeAction', numberOf(visitor), readSendCode),
  checkCode: (visitor, smsCode) => ask(visitor, 'checkSmsCodeAction', { ...numberOf(visitor), smsCode }, readCodeCheck),
  customer: (visitor) => ask(visitor, 'queryCustInfoAction', {}, readCustomerPage),
  calls(visitor, month) {
    const { begin, end } = daysOf(visitor, month);
    const form = {
      ...numberOf(visitor),
      'inventoryVo.begDate': begin,
      'inventoryVo.endDate': end,
      'inventoryVo.getFlag': '0',
      'inventoryVo.family': '4',
      'inventoryVo.productId': '4',
    };
    return ask(visitor, 'queryVoiceMsgAction', form, callPageReader(month));
  },
  bill: (visitor, month) => ask(visitor, 'queryBillAction', { billingCycle: month }, billReader(month)),
};
