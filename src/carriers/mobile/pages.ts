/** The readers of 中国移动's pages. */

import { type Bill, type TelInfo, undisclosed } from '../../domain/call-record.ts';
import { readTime } from '../../domain/call-values/read-time.ts';
import type { MonthPage } from '../months.ts';
import { PortalTrouble, showCode } from '../portal-trouble.ts';
import { type Reader, readWord } from '../reader.ts';
import { countAt, objectAt, objectsAt, textAt } from '../values/json-object.ts';
import { readBill } from './bill.ts';
import { busyCodes, recognise, recogniseShop, recogniseText, troubleOf } from './recognise.ts';
import { isSummary, readRow } from './row.ts';

const success = '000000';

/** chkNumberAction: is it a number of this carrier? */
export const readCheckNumber: Reader<boolean> = (text, page) =>
  readWord(recogniseText(text, page), { true: true, false: false }, page);

/** needVerifyCode: what is asked for besides the password? */
export const readNeededProof: Reader<'captcha' | 'sms'> = (text, page) =>
  readWord(textAt(recognise(text, page), 'needVerifyCode'), { '1': 'captcha', '0': 'sms' } as const, page);

/** verifyCaptcha: was the captcha right? */
export const readCaptchaCheck: Reader<'right' | 'wrong'> = (text, page) =>
  readWord(textAt(recognise(text, page), 'resultCode'), { '0': 'right', '1': 'wrong' } as const, page);

/** What became of a text message. */
export type Sent = 'sent' | 'stillValid' | 'dailyCap' | 'failed';

const loginTexting = { '0': 'sent', '1': 'failed', '2': 'dailyCap', '3': 'stillValid', '4005': 'failed' } as const;

/** sendRandomCodeAction: a bare digit. */
export const readLoginTexting: Reader<Sent> = (text, page) => readWord(recogniseText(text, page), loginTexting, page);

export interface LoginReply {
  /** `0000`, a refusal's code, or `tooOften` for the refusal that comes without one. */
  code: string;
  artifact: string;
  /** Where the artifact is to be handed in: an absolute URL; '' unless signed in. */
  acceptUrl: string;
}

/** login: its code and, signed in, the artifact. */
export const readLoginReply: Reader<LoginReply> = (text, page) => {
  const reply = recognise(text, page);
  if (textAt(reply, 'result') === '9') return { code: 'tooOften', artifact: '', acceptUrl: '' };
  const code = textAt(reply, 'code');
  const artifact = textAt(reply, 'artifact');
  const acceptUrl = textAt(reply, 'assertAcceptURL');
  const whole = code !== '0000' || (artifact !== '' && URL.canParse(acceptUrl));
  if (!/^\d{4,6}$/.test(code) || !whole) throw new PortalTrouble('unknownPage', page);
  return { code, artifact, acceptUrl };
};

/** The pages of the forgotten password: the result code, and the data's `pwdLen` where there is one. */
export const readResult: Reader<{ code: string; passwordLength: string }> = (text, page) => {
  const { code, reply } = recogniseShop(text, page);
  if (busyCodes.has(code)) throw troubleOf(code, page);
  return { code, passwordLength: textAt(objectAt(reply, 'data'), 'pwdLen') };
};

/** mergecust: whom the carrier has on file, as the record's `tel_info` (report semantics §2), and whether under a real name. */
export const readCustomer: Reader<{ telInfo: TelInfo; isRealName: boolean }> = (text, page) => {
  const { code, reply } = recogniseShop(text, page);
  if (code !== success) throw troubleOf(code, page);
  const customer = objectAt(objectAt(reply, 'data'), 'custInfoQryOut');
  const shown = (key: string) => textAt(customer, key).trim() || undisclosed;
  return {
    telInfo: {
      full_name: shown('name'),
      id_card: shown('certNo'),
      address: shown('address'),
      // Always with its year, so no month is needed to read it by.
      open_date: readTime(textAt(customer, 'inNetDate'), '') ?? undisclosed,
    },
    isRealName: textAt(customer, 'realNameInfo') !== '1',
  };
};

/** A page of the shop that answers in codes of its own; any other code is a trouble. */
function fromCodes<T>(meanings: Readonly<Record<string, T>>): Reader<T> {
  return (text, page) => {
    const { code } = recogniseShop(text, page);
    const meaning = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
    if (meaning === undefined) throw troubleOf(code, page);
    return meaning;
  };
}

/** precheck: is the captcha right? 999999, busy elsewhere, is "wrong" here. */
export const readPrecheck = fromCodes({ [success]: 'right', '999999': 'wrong' } as const);

/** tempident: do the call details open? */
export const readTempIdentity = fromCodes({
  [success]: 'opened',
  '570006': 'captchaWrong',
  '2036': 'passwordWrong',
  '570002': 'passwordWrong',
  '570005': 'codeWrong',
} as const);

const shopTexting = new Map<string, Sent>([
  [success, 'sent'],
  ['555001', 'stillValid'],
  ['555002', 'dailyCap'],
]);

/** detbillrandomcode and pwd/randomcode. */
export const readShopTexting: Reader<Sent> = (text, page) => {
  const { code } = recogniseShop(text, page);
  if (busyCodes.has(code)) throw troubleOf(code, page);
  return shopTexting.get(code) ?? 'failed';
};

/** detailbillinfo of `month` (`YYYYMM`). A portal may give fewer rows at a time than were asked for, so `pages` counts in those given. */
export function callPageReader(month: string): Reader<MonthPage> {
  return (text, page) => {
    const { code, reply } = recogniseShop(text, page);
    const cause = `${page}: refused (${showCode(code)})`;
    if (code === '2039') return { kind: 'none' };
    if (code === '3018') return { kind: 'refused', code: 20016, cause };
    if (code === '3019') return { kind: 'refused', code: 20015, cause };
    if (code !== success) throw troubleOf(code, page);
    const calls = objectsAt(reply, 'data')
      .filter((row) => !isSummary(row))
      .map((row) => readRow(row, month));
    const total = countAt(reply, 'totalNum');
    const pages = total === null || calls.length === 0 ? null : Math.ceil(total / calls.length);
    return { kind: 'rows', calls, total, pages };
  };
}

/** billinfo: all bills that it holds and that can be read. */
export const readBills: Reader<Bill[]> = (text, page) => {
  const { code, reply } = recogniseShop(text, page);
  if (code !== success) throw troubleOf(code, page);
  return objectsAt(reply, 'data').flatMap((bill) => readBill(bill) ?? []);
};
