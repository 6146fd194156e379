/** What the readers of the HTML provinces make of the samples in fixtures/. */

import { expect, test } from 'vitest';
import { undisclosed } from '../../../../domain/call-record.ts';
import type { Reader } from '../../../reader.ts';
import { august, sample, strangePages, strangeTroubles, troubleOf } from '../../test-samples.ts';
import { billReader, callPageReader, readCodeCheck, readCustomerPage, readSendCode } from './pages.ts';

const readCalls = callPageReader('201708');

test('rows end at the footer, and 102 of them announced are three pages', () => {
  const page = readCalls(sample('html-calls.html'), 'p');
  if (page.kind !== 'rows') throw new Error(page.kind);
  expect({ total: page.total, pages: page.pages }).toEqual({ total: 102, pages: 3 });
  expect(page.calls).toEqual([
    {
      call_from: '浙江宁波',
      call_time: august(31, 17, 59, 14),
      call_to: '',
      call_tel: '13900000002',
      call_method: '主叫',
      call_type: '市话',
      call_cost: '0.10',
      call_duration: '80',
    },
    {
      call_from: '北京',
      call_time: august(30, 8, 0, 3),
      call_to: '',
      call_tel: '10000',
      call_method: '被叫',
      call_type: '国内漫游',
      call_cost: '1.20',
      call_duration: '0',
    },
    // Cells that the page leaves open end where the next begins.
    {
      call_from: 'A&B',
      call_time: '2017-08-29 ??:10:00',
      call_to: '',
      call_tel: '139****0002',
      call_method: '被叫',
      call_type: '国内长途',
      call_cost: '--',
      call_duration: '--',
    },
  ]);
});

test('a page that was cut short before its footer is not taken for whole', () => {
  const whole = sample('html-calls.html');
  const cut = whole.slice(0, whole.indexOf('<tr><td>本页小计'));
  expect(troubleOf(readCalls, cut).message).toBe('/xx/thePage: a page we do not know (no footer)');
});

test('columns are found by their heads, and without one of them the page is none of ours', () => {
  const whole = sample('html-calls.html');
  const page = readCalls(whole.replace('通话地点', '对方地点').replace('>基本费<', '>通话地点<'), 'p');
  expect(page).toMatchObject({ calls: [{ call_from: '0.00' }, {}, {}] });
  expect(troubleOf(readCalls, whole.replace('通话地点', '地点')).kind).toBe('unknownPage');
});

test('tables without rows and without a count say nothing', () => {
  const whole = sample('html-calls.html').replace('共<span>102</span>条', '');
  const empty = whole.replace(/<tr><td>1<[\s\S]*(?=<\/table>)/, '');
  expect(readCalls(empty, 'p')).toEqual({ kind: 'rows', calls: [], total: null, pages: null });
});

test.each([
  ['尊敬的客户，对不起，未查询到相关记录', { kind: 'none' }],
  ['对不起，该月份详单不允许查询', { kind: 'refused', code: 20016 }],
])('%s is no trouble', (sentence, answer) => {
  expect(readCalls(`<p>${sentence}</p>`, 'p')).toMatchObject(answer);
});

test.each([
  ['对不起，详单记录查询失败，请稍后重试！', 'busy'],
  ['请先进行短信验证', 'signedOut'],
])('%s is trouble: %s', (sentence, kind) => {
  expect(troubleOf(readCalls, `<p>${sentence}</p>`).kind).toBe(kind);
});

test('the customer becomes tel_info, and an empty cell is undisclosed', () => {
  expect(readCustomerPage(sample('html-customer.html'), 'p')).toEqual({
    full_name: '张*',
    id_card: '9901**********0010',
    address: undisclosed,
    open_date: august(10),
  });
});

test('a bill is sorted into its amounts, and one that was not issued is none', () => {
  const read = billReader('201707');
  expect(read(sample('html-bill.html'), 'p')).toMatchObject({
    bill_month: '201707',
    bill_amount: '56.00',
    bill_package: '36.00',
    bill_ext_calls: '12.50',
    bill_daishoufei: '7.50',
  });
  expect(read('<p>对不起，您的该月账单没有生成</p>', 'p')).toBeNull();
});

test('the short replies are read word for word', () => {
  const result = (number: number) => JSON.stringify({ ILoginType: number, tip: '…' });
  expect([4, 5, 6, 7].map((number) => readSendCode(result(number), 'p').result)).toEqual([
    'sent',
    'dailyCap',
    'stillValid',
    'failed',
  ]);
  expect([4, 3, 2].map((number) => readCodeCheck(result(number), 'p'))).toEqual(['right', 'wrong', 'expired']);
});

const readers: [string, Reader<unknown>][] = [
  ['smsRandCodeSend', readSendCode],
  ['detailValidCode', readCodeCheck],
  ['billDetailQuery', readCalls],
  ['qryCustInfo', readCustomerPage],
  ['billInfoQuery', billReader('201707')],
];

test.each(readers)('%s knows the pages that come in its place', (_, read) => {
  expect(strangePages(read)).toEqual(strangeTroubles);
});
