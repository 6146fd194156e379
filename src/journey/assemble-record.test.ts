/** From months as they came in to one record. */

import { expect, test } from 'vitest';
import type { MonthOfBill, MonthOfCalls } from '../carriers/connector.ts';
import type { Bill, CallRecord } from '../domain/call-record.ts';
import { assembleRecord } from './assemble-record.ts';

const ids = { tel: '13001000012', uid: 'u', sid: 'SID0' };
const telInfo = { full_name: '测试甲', id_card: '', address: '', open_date: '1500000000' };

function call(call_time: string): CallRecord {
  return {
    call_from: '北京',
    call_time,
    call_to: '',
    call_tel: '10010',
    call_method: '主叫',
    call_type: '',
    call_cost: '0.00',
    call_duration: '1',
  };
}

function bill(month: string): Bill {
  const nothing = {
    bill_ext_calls: '0.00',
    bill_ext_data: '0.00',
    bill_ext_sms: '0.00',
    bill_zengzhifei: '0.00',
    bill_daishoufei: '0.00',
    bill_qita: '0.00',
  };
  return { bill_month: month, bill_amount: '1.00', bill_package: '1.00', ...nothing };
}

function recordOf(calls: MonthOfCalls[], bills: MonthOfBill[] = []) {
  return assembleRecord({ kind: 'fetched', telInfo, calls, bills }, ids);
}

test('calls are newest first whatever order the months and their rows came in', () => {
  const record = recordOf([
    { month: '202610', verdict: 'complete', calls: [call('1790000001'), call('1790000002')], cause: '' },
    { month: '202611', verdict: 'complete', calls: [call('1793600002'), call('1793600001')], cause: '' },
  ]);
  expect(record.call_log.map((one) => one.call_time)).toEqual(['1793600002', '1793600001', '1790000002', '1790000001']);
});

test('a row without a readable time keeps its place and its month is told', () => {
  const record = recordOf([
    { month: '202610', verdict: 'complete', calls: [call('1790000009'), call('--'), call('1790000001')], cause: '' },
    { month: '202611', verdict: 'complete', calls: [call('1793600001')], cause: '' },
  ]);
  expect(record.call_log.map((one) => one.call_time)).toEqual(['1793600001', '1790000009', '--', '1790000001']);
  expect(record.xiangdan?.undated_calls).toEqual([{ index: 2, month: '202610' }]);
});

test('each month that is not complete stands in the list of its verdict, ascending', () => {
  const month = (name: string, verdict: MonthOfCalls['verdict']) => ({ month: name, verdict, calls: [], cause: 'x' });
  const record = recordOf(
    [month('202611', 'missing'), month('202610', 'partial'), month('202609', 'unclear'), month('202608', 'missing')],
    [
      { month: '202610', bill: null, cause: 'x' },
      { month: '202609', bill: bill('202609'), cause: '' },
      { month: '202608', bill: bill('202608'), cause: '' },
    ],
  );
  expect(record.call_log_missing_month_list).toEqual(['202608', '202611']);
  expect(record.call_log_part_missing_month_list).toEqual(['202610']);
  expect(record.call_log_possibly_missing_month_list).toEqual(['202609']);
  expect(record.phone_bill_missing_month_list).toEqual(['202610']);
  expect(record.bill.map((one) => one.bill_month)).toEqual(['202609', '202608']);
});
