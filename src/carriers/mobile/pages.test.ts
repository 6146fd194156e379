/** What the readers of 中国移动's pages make of the samples in fixtures/. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { undisclosed } from '../../domain/call-record.ts';
import { epochOf } from '../../domain/shanghai-time.ts';
import { PortalTrouble } from '../portal-trouble.ts';
import type { Reader } from '../reader.ts';
import {
  callPageReader,
  readBills,
  readCaptchaCheck,
  readCheckNumber,
  readCustomer,
  readLoginReply,
  readLoginTexting,
  readNeededProof,
  readPrecheck,
  readResult,
  readShopTexting,
  readTempIdentity,
} from './pages.ts';

function sample(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
}

const readCalls = callPageReader('202004');
const shop = (retCode: string) => JSON.stringify({ data: null, retCode });

function troubleOf(read: Reader<unknown>, text: string): PortalTrouble {
  try {
    read(text, '/i/v1/thePage/{tel}');
  } catch (error) {
    if (error instanceof PortalTrouble) return error;
    throw error;
  }
  throw new Error('the page was read');
}

const epoch = (day: number, hour: number, minute: number, second: number) =>
  String(epochOf({ year: 2020, month: 4, day, hour, minute, second }));

test('a sign-in reply gives its code, and the artifact with the address where it is to be handed in', () => {
  expect(readLoginReply(sample('login-ok.json'), 'p')).toEqual({
    code: '0000',
    artifact: '5f00aa11',
    acceptUrl: 'http://127.0.0.1:8090/mobile/i/v1/auth/getArtifact',
  });
  expect(readLoginReply(sample('login-wrong-password.json'), 'p').code).toBe('5002');
  expect(readLoginReply('{"result":"9"}', 'p').code).toBe('tooOften');
});

test('a success without an artifact, or without an address for it, is a page that nobody knows', () => {
  for (const gap of [
    '"artifact":"5f00aa11",',
    '"assertAcceptURL":"http://127.0.0.1:8090/mobile/i/v1/auth/getArtifact",',
  ]) {
    expect(troubleOf(readLoginReply, sample('login-ok.json').replace(gap, '')).kind).toBe('unknownPage');
  }
});

test('what the carrier has on file becomes tel_info, and what it leaves empty is undisclosed', () => {
  const openDate = epochOf({ year: 2015, month: 3, day: 10, hour: 0, minute: 0, second: 0 });
  const { telInfo, isRealName } = readCustomer(sample('customer.json'), 'p');
  expect(telInfo).toEqual({
    full_name: '张*',
    id_card: '9901**********0010',
    address: undisclosed,
    open_date: String(openDate),
  });
  expect(isRealName).toBe(true);
  expect(readCustomer('{"retCode":"000000","data":{}}', 'p').telInfo.open_date).toBe(undisclosed);
});

test('only realNameInfo 1 is not a real name', () => {
  const withStatus = (status: string) =>
    sample('customer.json').replace('"realNameInfo":"2"', `"realNameInfo":"${status}"`);
  expect(['1', '2', '3'].map((status) => readCustomer(withStatus(status), 'p').isRealName)).toEqual([
    false,
    true,
    true,
  ]);
});

test('readable rows are normalised and unreadable values stay as they were printed', () => {
  const page = readCalls(sample('calls.txt'), 'p');
  if (page.kind !== 'rows') throw new Error(page.kind);
  expect(page.total).toBe(1203);
  const [outgoing, incoming, forwarded, dirty, bare] = page.calls;
  expect(outgoing).toEqual({
    call_from: '浙江宁波',
    call_time: epoch(9, 17, 59, 14),
    call_to: '',
    call_tel: '13900000002',
    call_method: '主叫',
    call_type: '本地主叫异地',
    call_cost: '0.00',
    call_duration: '80',
  });
  expect(incoming).toMatchObject({
    call_time: epoch(8, 8, 0, 3),
    call_method: '被叫',
    call_cost: '0.10',
    call_duration: '56',
  });
  expect(forwarded).toMatchObject({ call_time: epoch(7, 23, 10, 0), call_method: '被叫', call_duration: '3723' });
  expect(dirty).toMatchObject({
    call_time: '2020-04-06 --:--:--',
    call_tel: '139****0002',
    call_method: '--',
    call_cost: '--',
    call_duration: '--',
  });
  expect(bare).toMatchObject({
    call_from: '',
    call_tel: '--',
    call_method: '被叫',
    call_cost: '',
    call_duration: '80',
  });
});

test('a row of the sum is no call, and does not count for the pages either', () => {
  const page = readCalls(sample('calls.txt'), 'p');
  if (page.kind !== 'rows') throw new Error(page.kind);
  expect([page.calls.length, page.pages]).toEqual([5, Math.ceil(1203 / 5)]);
});

test('a yearless time takes the year of the month that was asked for, not of the clock', () => {
  const page = callPageReader('201912')(sample('calls.txt').replace('04-07', '12-31'), 'p');
  if (page.kind !== 'rows') throw new Error(page.kind);
  const lastHour = epochOf({ year: 2019, month: 12, day: 31, hour: 23, minute: 10, second: 0 });
  expect(page.calls[2]?.call_time).toBe(String(lastHour));
});

test('an explicit none, and a success that shows nothing and says nothing', () => {
  expect(readCalls(sample('calls-none.txt'), 'p')).toEqual({ kind: 'none' });
  expect(readCalls(sample('calls-unclear.txt'), 'p')).toEqual({ kind: 'rows', calls: [], total: null, pages: null });
});

test('months that may not be shown are refused, busy ones are not, nor are codes that nobody knows', () => {
  expect(readCalls(shop('3018'), 'p')).toEqual({ kind: 'refused', code: 20016, cause: 'p: refused (code 3018)' });
  expect(readCalls(shop('3019'), 'p')).toMatchObject({ kind: 'refused', code: 20015 });
  for (const code of ['999999', '9700', '570007', '571234']) expect(troubleOf(readCalls, shop(code)).kind).toBe('busy');
  expect(troubleOf(readCalls, shop('520001')).code).toBe(4004);
});

test('bills are sorted by their codes into the seven amounts, the total stays what was charged', () => {
  const bills = readBills(sample('bills.json'), 'p');
  expect(bills.map(({ bill_month }) => bill_month)).toEqual(['202004', '202003']);
  expect(bills[1]).toEqual({
    bill_month: '202003',
    bill_amount: '78.30',
    bill_package: '108.00',
    bill_ext_calls: '7.50',
    bill_ext_data: '3.00',
    bill_ext_sms: '0.50',
    bill_zengzhifei: '5.00',
    bill_daishoufei: '4.00',
    bill_qita: '1.30',
  });
});

test('the short replies are read word for word', () => {
  expect(['true', ' false\n'].map((word) => readCheckNumber(word, 'p'))).toEqual([true, false]);
  expect(['1', '0'].map((word) => readNeededProof(`{"needVerifyCode":"${word}"}`, 'p'))).toEqual(['captcha', 'sms']);
  expect(['0', '1'].map((word) => readCaptchaCheck(`{"resultCode":"${word}"}`, 'p'))).toEqual(['right', 'wrong']);
  const texting = ['0', '1', '2', '3', '4005'].map((word) => readLoginTexting(word, 'p'));
  expect(texting).toEqual(['sent', 'failed', 'dailyCap', 'stillValid', 'failed']);
  const shopTexting = ['000000', '555001', '555002', '555999'].map((code) => readShopTexting(shop(code), 'p'));
  expect(shopTexting).toEqual(['sent', 'stillValid', 'dailyCap', 'failed']);
  expect(['000000', '999999'].map((code) => readPrecheck(shop(code), 'p'))).toEqual(['right', 'wrong']);
  const identities = ['000000', '570006', '2036', '570002', '570005'].map((code) => readTempIdentity(shop(code), 'p'));
  expect(identities).toEqual(['opened', 'captchaWrong', 'passwordWrong', 'passwordWrong', 'codeWrong']);
  expect(readResult('{"retCode":"570033","data":{"pwdLen":"8"}}', 'p')).toEqual({
    code: '570033',
    passwordLength: '8',
  });
});

const ofShop: [string, Reader<unknown>][] = [
  ['mergecust', readCustomer],
  ['billinfo', readBills],
  ['precheck', readPrecheck],
  ['detbillrandomcode', readShopTexting],
  ['detailbilltempident', readTempIdentity],
  ['detailbillinfo', readCalls],
  ['pwd', readResult],
];

test.each(ofShop)('%s knows a session that is lost, and to whom', (_, read) => {
  expect(troubleOf(read, sample('kicked.json')).code).toBe(4017);
  expect(troubleOf(read, sample('signed-out.json')).code).toBe(4004);
  expect(troubleOf(read, `jQuery183_1511(${sample('kicked.json').trim()});`).code).toBe(4017);
});

const ofSignIn: [string, Reader<unknown>][] = [
  ['chkNumberAction', readCheckNumber],
  ['needVerifyCode', readNeededProof],
  ['verifyCaptcha', readCaptchaCheck],
  ['sendRandomCodeAction', readLoginTexting],
  ['login', readLoginReply],
];

test.each([...ofSignIn, ...ofShop])(
  '%s knows the maintenance page, and names an unknown one without showing it',
  (_, read) => {
    expect(troubleOf(read, sample('maintenance.html')).code).toBe(20020);
    const strange = [
      '',
      '[]',
      '{"a":1}',
      '{"needVerifyCode":"张","resultCode":"9","code":"13800000001","retCode":"张三"}',
    ];
    for (const text of [sample('unknown.html'), ...strange]) {
      const trouble = troubleOf(read, text);
      expect(trouble.kind).toBe('unknownPage');
      expect(trouble.message).toMatch(/^\/i\/v1\/thePage\/\{tel\}: a page we do not know( \((code \d|no code)\))?$/);
    }
  },
);
