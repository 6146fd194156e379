/** What the readers of the GBK provinces make of the samples in fixtures/. */

import { expect, test } from 'vitest';
import { undisclosed } from '../../../../domain/call-record.ts';
import type { Reader } from '../../../reader.ts';
import { august, sample, strangePages, strangeTroubles, troubleOf } from '../../test-samples.ts';
import { readBuffaloReply } from './buffalo.ts';
import { billReader, callPageReader, readCustomerPage } from './pages.ts';

const readCalls = callPageReader('201708');
const errorPage = (number: number) => `<div class="error">ErrorNo=${number}<p>…</p></div>`;

test('readable rows are normalised, unreadable values stay as they were printed', () => {
  const page = readCalls(sample('gbk-calls.html'), 'p');
  if (page.kind !== 'rows') throw new Error(page.kind);
  expect({ total: page.total, pages: page.pages }).toEqual({ total: 184, pages: 2 });
  const [outgoing, forwarded, dirty, ...none] = page.calls;
  expect(none).toEqual([]);
  expect(outgoing).toEqual({
    call_from: '浙江宁波',
    call_time: august(31, 17, 59, 14),
    call_to: '',
    call_tel: '13900000002',
    call_method: '主叫',
    call_type: '本地',
    call_cost: '0.10',
    call_duration: '80',
  });
  expect(forwarded).toMatchObject({ call_method: '被叫', call_cost: '0.00', call_duration: '3723' });
  expect(dirty).toMatchObject({
    call_time: '2017-08-29 1?:10:00',
    call_tel: '隐藏号码',
    call_cost: '--',
    call_duration: '--',
  });
});

test('an empty list without a count says nothing', () => {
  const empty = sample('gbk-calls.html')
    .replace('共 184 条，第 1/2 页', '')
    .replace(/<tr><td>[\s\S]*(?=<\/table>)/, '');
  expect(readCalls(empty, 'p')).toEqual({ kind: 'rows', calls: [], total: null, pages: null });
});

test('no records, a change of owner and another identity are answers', () => {
  expect(readCalls(sample('gbk-none.html'), 'p')).toEqual({ kind: 'none' });
  expect(readCalls(errorPage(61016), 'p')).toMatchObject({ kind: 'refused', code: 20016 });
  expect(readCalls(errorPage(61020), 'p')).toMatchObject({ kind: 'refused', code: 4010 });
});

test('busy, an error that we do not know, and a code that is not in are troubles', () => {
  expect(troubleOf(readCalls, errorPage(61099)).message).toBe('/xx/thePage: busy (code 61099)');
  expect(troubleOf(readCalls, errorPage(61077)).kind).toBe('busy');
  expect(troubleOf(readCalls, errorPage(61013)).kind).toBe('signedOut');
});

test('the customer becomes tel_info, and what is shown as -- is undisclosed', () => {
  expect(readCustomerPage(sample('gbk-customer.html'), 'p')).toEqual({
    full_name: '张*',
    id_card: '9901**********0010',
    address: undisclosed,
    open_date: august(10),
  });
});

test('a bill of two pairs a row is sorted into its amounts, and one that was not issued is none', () => {
  const read = billReader('201707');
  expect(read(sample('gbk-bill.html'), 'p')).toMatchObject({
    bill_month: '201707',
    bill_amount: '56.00',
    bill_package: '36.00',
    bill_ext_calls: '12.50',
    bill_zengzhifei: '7.50',
  });
  expect(read(errorPage(61030), 'p')).toBeNull();
  expect(troubleOf(read, errorPage(61099)).kind).toBe('busy');
});

test('an XML step answers with its sentence', () => {
  expect(readBuffaloReply(sample('gbk-buffalo.xml'), 'p')).toBe('客户资料不匹配');
  expect(readBuffaloReply('<buffalo-reply><string>007</string></buffalo-reply>', 'p')).toBe('007');
});

const readers: [string, Reader<unknown>][] = [
  ['VCodeOperation', readBuffaloReply],
  ['getCdrDetail', readCalls],
  ['custInfo', readCustomerPage],
  ['getBill', billReader('201707')],
];

test.each(readers)('%s knows the pages that come in its place', (_, read) => {
  expect(strangePages(read)).toEqual(strangeTroubles);
});
