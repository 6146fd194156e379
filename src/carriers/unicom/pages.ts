/** The readers of 中国联通's pages. */

import { type Bill, type TelInfo, undisclosed } from '../../domain/call-record.ts';
import { readTime } from '../../domain/call-values/read-time.ts';
import type { MonthPage } from '../months.ts';
import { PortalTrouble, showCode } from '../portal-trouble.ts';
import { type Reader, readWord } from '../reader.ts';
import { countAt, type JsonObject, objectAt, objectsAt, textAt } from '../values/json-object.ts';
import { readBill } from './bill.ts';
import { recognise } from './recognise.ts';
import { readRow } from './row.ts';

function fromWords<T>(key: string, words: Readonly<Record<string, T>>): Reader<T> {
  return (text, page) => readWord(textAt(recognise(text, page), key), words, page);
}

/** CheckNeedVerify: is a captcha wanted? */
export const readNeedVerify = fromWords('resultCode', { true: 'captcha', false: 'nothing', '7217': 'busy' } as const);

/** CtaIdyChk: was the captcha right? */
export const readCaptchaCheck = fromWords('resultCode', { true: 'right', false: 'wrong' } as const);

/** verificationSubmit: was the texted code right? */
export const readCodeCheck = fromWords('flag', { '00': 'right', '01': 'wrong', '02': 'expired' } as const);

/** The ResetPwd pages: their result code, which is all that they say. */
export const readResultCode: Reader<string> = (text, page) => {
  const code = textAt(recognise(text, page), 'resultCode');
  if (!/^\d{4}$/.test(code)) throw new PortalTrouble('unknownPage', page);
  return code;
};

/** MallLogin: its result code, and whether the next try wants a captcha. */
export const readLoginReply: Reader<{ code: string; captchaNext: boolean }> = (text, page) => {
  const reply = recognise(text, page);
  const code = textAt(reply, 'resultCode');
  if (!/^\d{4}$/.test(code)) throw new PortalTrouble('unknownPage', page);
  return { code, captchaNext: textAt(reply, 'needvode') === '1' };
};

/** checklogin: whom the carrier has on file, as the record's `tel_info` (report semantics §2). */
export const readCheckLogin: Reader<TelInfo> = (text, page) => {
  const reply = recognise(text, page);
  if (reply.isLogin !== true) throw new PortalTrouble('unknownPage', page);
  const user = objectAt(reply, 'userInfo');
  const shown = (key: string) => textAt(user, key).trim() || undisclosed;
  return {
    full_name: shown('custName'),
    id_card: shown('certnum'),
    address: shown('certaddr'),
    // Always with its year, so no month is needed to read it by.
    open_date: readTime(textAt(user, 'opendate'), '') ?? undisclosed,
  };
};

/** checkmapExtraParam: must a texted code be entered before calls are shown? */
export const readNeedsCode: Reader<boolean> = (text, page) => {
  const { verification } = recognise(text, page);
  if (typeof verification !== 'boolean') throw new PortalTrouble('unknownPage', page);
  return verification;
};

const sendFailures = new Map<string, 'dailyCap' | 'stillValid'>([
  ['4114030182', 'dailyCap'],
  ['4114030183', 'stillValid'],
]);

/** sendRandomCode: what became of the text message. */
export const readSendCode: Reader<'sent' | 'dailyCap' | 'stillValid' | 'failed'> = (text, page) => {
  const reply = recognise(text, page);
  const result = textAt(reply, 'sendcode');
  if (result === 'success') return 'sent';
  if (result !== 'fail') throw new PortalTrouble('unknownPage', page);
  return sendFailures.get(textAt(reply, 'errorCode')) ?? 'failed';
};

const notOwnerThen = '4114030194';
const specialPeriod = '2114030197';
const noRecords = '2114030170';

/** A refusal of callDetail. The code decides, for the text may have lost its encoding; an unknown code passes for busy. */
function readCallError(error: JsonObject, page: string): MonthPage {
  const code = textAt(error, 'respCode');
  const cause = `${page}: refused (${showCode(code)})`;
  if (code === noRecords) return { kind: 'none' };
  if (code === notOwnerThen) return { kind: 'refused', code: 20016, cause };
  if (code === specialPeriod) return { kind: 'refused', code: null, cause };
  throw new PortalTrouble('busy', page, showCode(code));
}

/** callDetail of `month` (`YYYYMM`). */
export function callPageReader(month: string): Reader<MonthPage> {
  return (text, page) => {
    const reply = recognise(text, page);
    if (reply.isSuccess === false) return readCallError(objectAt(reply, 'errorMessage'), page);
    if (reply.isSuccess !== true) throw new PortalTrouble('unknownPage', page);
    const map = objectAt(reply, 'pageMap');
    const calls = objectsAt(map, 'result').map((row) => readRow(row, month));
    return { kind: 'rows', calls, total: countAt(map, 'totalCount'), pages: countAt(map, 'totalPages') };
  };
}

/** queryHistoryBill of `month` (`YYYYMM`); null when it holds no bill. */
export function billReader(month: string): Reader<Bill | null> {
  return (text, page) => readBill(recognise(text, page), month);
}
