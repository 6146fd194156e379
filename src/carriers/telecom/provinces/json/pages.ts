/** The readers of the provinces whose portals speak JSON (T1). */

import type { Bill, TelInfo } from '../../../../domain/call-record.ts';
import { itemisedBill } from '../../../itemised-bill.ts';
import type { MonthPage } from '../../../months.ts';
import { PortalTrouble, showCode } from '../../../portal-trouble.ts';
import { type Reader, readWord } from '../../../reader.ts';
import { countAt, type JsonObject, objectsAt, textAt } from '../../../values/json-object.ts';
import { codeNotIn, notOwnerThen, objectIn, passProvincial } from '../../recognise.ts';
import type { SentCode } from '../provincial-site.ts';
import { readCall } from '../read-call.ts';
import { readCustomer } from '../read-customer.ts';

const busy = '9001';

/** A reply and its result code; throws when it is busy or none of ours. */
function resultOf(text: string, page: string): { code: string; reply: JsonObject } {
  passProvincial(text, page);
  const reply = objectIn(text, page);
  const code = textAt(reply, 'TSR_RESULT');
  if (code === busy) throw new PortalTrouble('busy', page, showCode(code));
  if (!/^\d{1,4}$/.test(code)) throw new PortalTrouble('unknownPage', page);
  return { code, reply };
}

/** isNeedSecondCheckAction answers a bare digit. */
export const readNeedsCode: Reader<boolean> = (text, page) => {
  const bare = text.trim();
  if (bare === '0' || bare === '1') return bare === '0';
  resultOf(text, page);
  throw new PortalTrouble('unknownPage', page);
};

const sendResults = new Map<string, SentCode['result']>([
  ['0', 'sent'],
  ['1001', 'dailyCap'],
  ['1002', 'stillValid'],
]);

/** sendSmsCodeAction. */
export const readSendCode: Reader<SentCode> = (text, page) => {
  const { code, reply } = resultOf(text, page);
  return { result: sendResults.get(code) ?? 'failed', hint: textAt(reply, 'smsHint') };
};

/** checkSmsCodeAction. */
export const readCodeCheck: Reader<'right' | 'wrong' | 'expired'> = (text, page) =>
  readWord(resultOf(text, page).code, { '0': 'right', '2001': 'wrong', '2002': 'expired' } as const, page);

/** queryCustInfoAction. */
export const readCustomerPage: Reader<TelInfo> = (text, page) => {
  const { code, reply } = resultOf(text, page);
  if (code !== '0') throw new PortalTrouble('unknownPage', page, showCode(code));
  return readCustomer({
    fullName: textAt(reply, 'custName'),
    idCard: textAt(reply, 'certNumber'),
    address: textAt(reply, 'certAddress'),
    openDay: textAt(reply, 'installDate'),
  });
};

const noRecords = '没有查询到详单数据';

/** queryVoiceMsgAction of `month` (`YYYYMM`): all its calls at once. */
export function callPageReader(month: string): Reader<MonthPage> {
  return (text, page) => {
    if (text.trim() === '0') throw codeNotIn(page);
    const { code, reply } = resultOf(text, page);
    if (code === '3003') return notOwnerThen(page);
    if (code !== '0') throw new PortalTrouble('unknownPage', page, showCode(code));
    const items = objectsAt(reply, 'items');
    if (items.length === 0 && textAt(reply, 'TUXEDO_MSG') === noRecords) return { kind: 'none' };
    const calls = items.map((row) =>
      readCall(
        {
          place: '',
          time: `${textAt(row, 'startDateNew')} ${textAt(row, 'startTimeNew')}`.trim(),
          number: textAt(row, 'accNbr'),
          method: textAt(row, 'ticketType'),
          type: textAt(row, 'ticketTypeCh'),
          fee: textAt(row, 'ticketChargeCh'),
          duration: textAt(row, 'durationCh'),
        },
        month,
      ),
    );
    return { kind: 'rows', calls, total: countAt(reply, 'totalCount'), pages: 1 };
  };
}

/** queryBillAction of `month`; null when there is none. */
export function billReader(month: string): Reader<Bill | null> {
  return (text, page) => {
    const { code, reply } = resultOf(text, page);
    if (code !== '0') return null;
    const items = objectsAt(reply, 'items').map((item) => ({
      name: textAt(item, 'chargeName'),
      fee: textAt(item, 'chargeCh'),
    }));
    return itemisedBill(month, textAt(reply, 'sumChargeCh'), items);
  };
}
