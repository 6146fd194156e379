/** What the readers of 中国联通's pages make of the samples in fixtures/. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { undisclosed } from '../../domain/call-record.ts';
import { epochOf } from '../../domain/shanghai-time.ts';
import { PortalTrouble } from '../portal-trouble.ts';
import type { Reader } from '../reader.ts';
import {
  billReader,
  callPageReader,
  readCaptchaCheck,
  readCheckLogin,
  readCodeCheck,
  readLoginReply,
  readNeedsCode,
  readNeedVerify,
  readSendCode,
} from './pages.ts';

function sample(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
}

const readCalls = callPageReader('202004');

function troubleOf(read: Reader<unknown>, text: string): PortalTrouble {
  try {
    read(text, '/e3/static/query/thePage');
  } catch (error) {
    if (error instanceof PortalTrouble) return error;
    throw error;
  }
  throw new Error('the page was read');
}

const epoch = (day: number, hour: number, minute: number, second: number) =>
  String(epochOf({ year: 2020, month: 4, day, hour, minute, second }));

test('a sign-in reply with unquoted keys gives its code, and says whether the next try wants a captcha', () => {
  expect(readLoginReply(sample('login-ok.txt'), 'p')).toEqual({ code: '0000', captchaNext: false });
  expect(readLoginReply(sample('login-wrong-password.txt'), 'p')).toEqual({ code: '7007', captchaNext: true });
});

test('what the carrier has on file becomes tel_info, and what it leaves empty is undisclosed', () => {
  const openDate = epochOf({ year: 2017, month: 5, day: 10, hour: 0, minute: 0, second: 0 });
  expect(readCheckLogin(sample('checklogin.json'), 'p')).toEqual({
    full_name: '张*',
    id_card: '9901**********0010',
    address: undisclosed,
    open_date: String(openDate),
  });
  expect(readCheckLogin('{"isLogin":true}', 'p').open_date).toBe(undisclosed);
});

test('readable rows are normalised and unreadable values stay as they were printed', () => {
  const page = readCalls(sample('calls.json'), 'p');
  if (page.kind !== 'rows') throw new Error(page.kind);
  expect({ total: page.total, pages: page.pages }).toEqual({ total: 1203, pages: 3 });
  const [outgoing, incoming, forwarded, dirty, bare, timeless] = page.calls;
  expect(outgoing).toEqual({
    call_from: '浙江宁波',
    call_time: epoch(9, 17, 59, 14),
    call_to: '北京',
    call_tel: '13900000002',
    call_method: '主叫',
    call_type: '国内通话',
    call_cost: '0.00',
    call_duration: '80',
  });
  expect(incoming).toMatchObject({ call_method: '被叫', call_cost: '0.10', call_duration: '56', call_to: '' });
  expect(forwarded).toMatchObject({ call_method: '被叫', call_cost: '1.20', call_duration: '3723' });
  expect(dirty).toMatchObject({
    call_time: '2020-04-0? --:--:--',
    call_tel: '139****0002',
    call_method: '--',
    call_cost: '--',
    call_duration: '--',
  });
  expect(bare).toMatchObject({ call_time: epoch(6, 12, 0, 0), call_method: '被叫', call_tel: '', call_from: '' });
  expect(timeless).toMatchObject({ call_time: '--', call_method: '3', call_duration: '80' });
});

test('a month without calls is told by its code, though the text has lost its encoding', () => {
  expect(readCalls(sample('calls-none.json'), 'p')).toEqual({ kind: 'none' });
});

test('a success that shows no rows announces nothing', () => {
  expect(readCalls(sample('calls-unclear.json'), 'p')).toEqual({ kind: 'rows', calls: [], total: null, pages: null });
});

test('a month before a change of owner is refused for good, a special period only for itself', () => {
  expect(readCalls(sample('calls-refused.json'), 'p')).toMatchObject({ kind: 'refused', code: 20016 });
  const special = sample('calls-refused.json').replaceAll('4114030194', '2114030197');
  expect(readCalls(special, 'p')).toMatchObject({ kind: 'refused', code: null });
});

test('the busy code, the busy page and a code we do not know are all busy', () => {
  expect(troubleOf(readCalls, sample('calls-busy.json')).kind).toBe('busy');
  expect(troubleOf(readCalls, sample('busy.html')).kind).toBe('busy');
  const unknownCode = sample('calls-busy.json').replaceAll('4114030193', '4114039999');
  expect(troubleOf(readCalls, unknownCode).message).toBe('/e3/static/query/thePage: busy (code 4114039999)');
});

test('bills of both shapes are sorted into the seven amounts, the rest into bill_qita', () => {
  expect(billReader('202003')(sample('bill-a.json'), 'p')).toEqual({
    bill_month: '202003',
    bill_amount: '56.00',
    bill_package: '36.00',
    bill_ext_calls: '7.50',
    bill_ext_data: '3.00',
    bill_ext_sms: '0.50',
    bill_zengzhifei: '5.00',
    bill_daishoufei: '4.00',
    bill_qita: '0.00',
  });
  expect(billReader('202003')(sample('bill-b.json'), 'p')).toMatchObject({
    bill_amount: '56.00',
    bill_package: '36.00',
    bill_ext_calls: '20.00',
  });
});

test('a bill that shows its total only is all package', () => {
  expect(billReader('202003')(sample('bill-company.json'), 'p')).toMatchObject({
    bill_amount: '199.00',
    bill_package: '199.00',
  });
});

test.each([
  '{"issuccess":false,"errormessage":{"errmessage":"系统繁忙"}}',
  '{"historyResultState":"fail"}',
  '{"billdate":"202003"}',
  '{"issuccess":true,"result":{"allfee":"--"}}',
  '{"historyResultState":"success","historyResultList":[{"name":"套餐费","value":"??"}],"nowFee":"1.00"}',
])('%s holds no bill', (text) => {
  expect(billReader('202003')(text, 'p')).toBeNull();
});

test('the short replies are read word for word', () => {
  expect(['true', 'false', '7217'].map((word) => readNeedVerify(`f({resultCode:"${word}"})`, 'p'))).toEqual([
    'captcha',
    'nothing',
    'busy',
  ]);
  expect(['true', 'false'].map((word) => readCaptchaCheck(`f({resultCode:'${word}'});`, 'p'))).toEqual([
    'right',
    'wrong',
  ]);
  expect(['00', '01', '02'].map((flag) => readCodeCheck(JSON.stringify({ flag }), 'p'))).toEqual([
    'right',
    'wrong',
    'expired',
  ]);
  expect([true, false].map((verification) => readNeedsCode(JSON.stringify({ verification }), 'p'))).toEqual([
    true,
    false,
  ]);
  expect(readSendCode('{"sendcode":"success"}', 'p')).toBe('sent');
  const failed = (errorCode: string) => readSendCode(JSON.stringify({ sendcode: 'fail', errorCode }), 'p');
  expect(['4114030182', '4114030183', '1'].map(failed)).toEqual(['dailyCap', 'stillValid', 'failed']);
});

const readers: [string, Reader<unknown>][] = [
  ['CheckNeedVerify', readNeedVerify],
  ['CtaIdyChk', readCaptchaCheck],
  ['MallLogin', readLoginReply],
  ['checklogin', readCheckLogin],
  ['checkmapExtraParam', readNeedsCode],
  ['sendRandomCode', readSendCode],
  ['verificationSubmit', readCodeCheck],
  ['callDetail', readCalls],
];

test.each(readers)(
  '%s knows the pages that come in its place, and names an unknown one without showing it',
  (_, read) => {
    expect(troubleOf(read, sample('busy.html')).kind).toBe('busy');
    expect(troubleOf(read, sample('maintenance.html')).code).toBe(20020);
    expect(troubleOf(read, sample('kicked.json')).code).toBe(4017);
    expect(troubleOf(read, '{"isLogin":false}').code).toBe(4004);
    for (const text of [
      sample('unknown.html'),
      '',
      '[]',
      '{"a":1}',
      '{"resultCode":"18600000001x","flag":"9","sendcode":"张"}',
    ]) {
      const trouble = troubleOf(read, text);
      expect(trouble.kind).toBe('unknownPage');
      expect(trouble.code).toBe(4007);
      expect(trouble.message).toMatch(/^\/e3\/static\/query\/thePage: a page we do not know( \((code \d|no code)\))?$/);
    }
  },
);
