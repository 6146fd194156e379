/** A province whose portal shows HTML in GBK and wants name and ID card (T3). */

import { PortalTrouble } from '../../../portal-trouble.ts';
import type { Reader } from '../../../reader.ts';
import type { ProvincialSite, SentCode, Visitor } from '../provincial-site.ts';
import { callBuffalo } from './buffalo.ts';
import { encodeForm } from './encode-form.ts';
import { billReader, callPageReader, readCustomerPage } from './pages.ts';

/** The most that is accepted. */
const rowsPerPage = 100;

const formType = { 'content-type': 'application/x-www-form-urlencoded; charset=GBK' };

async function ask<T>(
  { portal, siteCode }: Visitor,
  path: string,
  form: Readonly<Record<string, string>>,
  read: Reader<T>,
): Promise<T> {
  const page = `/${siteCode}/zjpr${path}.htm`;
  const reply = await portal.post(page, { headers: formType, body: encodeForm(form) });
  return read(reply.text, page);
}

const sendResults = new Map<string, SentCode['result']>([
  ['成功', 'sent'],
  ['今日发送次数已达上限', 'dailyCap'],
  ['上次验证码仍在有效期内', 'stillValid'],
]);

const codeChecks = new Map<string, 'right' | 'wrong' | 'expired'>([
  ['成功', 'right'],
  ['验证码错误', 'wrong'],
  ['验证码已过期', 'expired'],
]);

const ownerChecks = new Map([
  ['成功', true],
  ['客户资料不匹配', false],
]);

/** A sentence that we do not know is shown to nobody: it may quote what was typed. */
async function step<T>(
  visitor: Visitor,
  method: Parameters<typeof callBuffalo>[1],
  strings: string[],
  meanings: ReadonlyMap<string, T>,
): Promise<T> {
  const meaning = meanings.get(await callBuffalo(visitor, method, strings));
  if (meaning === undefined)
    throw new PortalTrouble('busy', `/${visitor.siteCode}/bfapp/buffalo/VCodeOperation`, method);
  return meaning;
}

export const gbkSite: ProvincialSite = {
  entryPath: '/zjpr/cdr/index.htm',
  wantsIdentity: true,
  fullPage: rowsPerPage,
  needsCode: async () => true,
  isOwner: (visitor) => step(visitor, 'CheckCustByNbr', [visitor.tel, visitor.fullName, visitor.idCard], ownerChecks),
  async sendCode(visitor) {
    const sentence = await callBuffalo(visitor, 'SendVCodeByNbr', [visitor.tel]);
    return { result: sendResults.get(sentence) ?? 'failed', hint: '' };
  },
  checkCode: (visitor, code) => step(visitor, 'CheckVCodeByNbr', [visitor.tel, code], codeChecks),
  customer: (visitor) => ask(visitor, '/customer/custInfo', {}, readCustomerPage),
  calls(visitor, month, pageNo) {
    const form = {
      productnbr: visitor.tel,
      cdrtype: '11',
      cdrmonth: month,
      pagenum: String(pageNo),
      pagesize: String(rowsPerPage),
      usernameyanzheng: visitor.fullName,
      idyanzheng: visitor.idCard,
      randpsw: visitor.smsCode,
    };
    return ask(visitor, '/cdr/getCdrDetail', form, callPageReader(month));
  },
  bill: (visitor, month) => ask(visitor, '/bill/getBill', { cdrmonth: month }, billReader(month)),
};
