/** What the readers of the JSON provinces make of the samples in fixtures/. */

import { expect, test } from 'vitest';
import { undisclosed } from '../../../../domain/call-record.ts';
import type { Reader } from '../../../reader.ts';
import { august, sample, strangePages, strangeTroubles, troubleOf } from '../../test-samples.ts';
import { billReader, callPageReader, readCodeCheck, readCustomerPage, readNeedsCode, readSendCode } from './pages.ts';

const readCalls = callPageReader('201708');

test('readable rows are normalised, unreadable values stay as they were printed', () => {
  const page = readCalls(sample('json-calls.json'), 'p');
  if (page.kind !== 'rows') throw new Error(page.kind);
  expect({ total: page.total, pages: page.pages }).toEqual({ total: 6, pages: 1 });
  const [outgoing, incoming, forwarded, dirty, bare, empty] = page.calls;
  expect(outgoing).toEqual({
    call_from: '',
    call_time: august(31, 17, 59, 14),
    call_to: '',
    call_tel: '13900000002',
    call_method: '主叫',
    call_type: '国内漫游',
    call_cost: '0.00',
    call_duration: '80',
  });
  expect(incoming).toMatchObject({ call_method: '被叫', call_cost: '0.10', call_duration: '3723' });
  expect(forwarded).toMatchObject({ call_method: '被叫', call_type: '国内长途', call_duration: '56' });
  expect(dirty).toMatchObject({
    call_time: '2017-08-28 --:--:--',
    call_tel: '139****0002',
    call_method: '国内通话',
    call_cost: '--',
    call_duration: '--',
  });
  expect(bare).toMatchObject({ call_tel: '', call_time: august(27, 12), call_duration: '' });
  expect(empty).toMatchObject({ call_time: '--', call_method: '' });
});

test('no items with the sentence is none, without it says nothing', () => {
  expect(readCalls(sample('json-calls-none.json'), 'p')).toEqual({ kind: 'none' });
  expect(readCalls(sample('json-calls-unclear.json'), 'p')).toMatchObject({ kind: 'rows', calls: [], total: null });
});

test('a month before a change of owner is refused, dates in the wrong form are our mistake', () => {
  expect(readCalls('{"TSR_RESULT":"3003"}', '/js/p')).toMatchObject({ kind: 'refused', code: 20016 });
  expect(troubleOf(readCalls, '{"TSR_RESULT":"1003"}').message).toBe('/xx/thePage: a page we do not know (code 1003)');
});

test('calls without the texted code are a session to begin again', () => {
  expect(troubleOf(readCalls, '0').message).toBe('/xx/thePage: not signed in (the texted code is not in)');
});

test('the customer becomes tel_info, and what has no key is undisclosed', () => {
  expect(readCustomerPage(sample('json-customer.json'), 'p')).toEqual({
    full_name: '张*',
    id_card: '9901**********0010',
    address: undisclosed,
    open_date: august(10),
  });
});

test('a bill is sorted into its amounts; one that was not issued, or cannot be read, is none', () => {
  const read = billReader('201707');
  expect(read(sample('json-bill.json'), 'p')).toMatchObject({
    bill_month: '201707',
    bill_amount: '56.00',
    bill_package: '36.00',
    bill_ext_calls: '12.50',
    bill_ext_data: '7.50',
  });
  expect(read('{"TSR_RESULT":"5001"}', 'p')).toBeNull();
  expect(read('{"TSR_RESULT":"0","sumChargeCh":"--"}', 'p')).toBeNull();
});

test('the short replies are read word for word', () => {
  const result = (code: string) => JSON.stringify({ TSR_RESULT: code });
  expect(['0', ' 1\n'].map((text) => readNeedsCode(text, 'p'))).toEqual([true, false]);
  expect(['0', '1001', '1002', '1003'].map((code) => readSendCode(result(code), 'p').result)).toEqual([
    'sent',
    'dailyCap',
    'stillValid',
    'failed',
  ]);
  expect(readSendCode('{"TSR_RESULT":"0","smsHint":"请回复"}', 'p').hint).toBe('请回复');
  expect(['0', '2001', '2002'].map((code) => readCodeCheck(result(code), 'p'))).toEqual(['right', 'wrong', 'expired']);
});

const readers: [string, Reader<unknown>][] = [
  ['isNeedSecondCheckAction', readNeedsCode],
  ['sendSmsCodeAction', readSendCode],
  ['checkSmsCodeAction', readCodeCheck],
  ['queryCustInfoAction', readCustomerPage],
  ['queryVoiceMsgAction', readCalls],
  ['queryBillAction', billReader('201707')],
];

test.each(readers)('%s knows the pages that come in its place', (_, read) => {
  expect(strangePages(read)).toEqual(strangeTroubles);
  expect(troubleOf(read, sample('json-busy.json')).kind).toBe('busy');
  expect(troubleOf(read, '{"TSR_RESULT":"姓名"}').message).toBe('/xx/thePage: a page we do not know');
});
