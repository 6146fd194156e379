/** calls_sa_monthly_usage: a row for every month, whatever is known of it. */

import { expect, test } from 'vitest';
import { bill, call, small } from '../../../test/golden/small-record.ts';
import { calls_sa_monthly_usage } from './calls_sa_monthly_usage.ts';

test('a month is counted by hand', () => {
  const calls = [
    call({ seconds: 10, time: '2017-10-01 00:00:00', from: '浙江宁波' }),
    call({ seconds: 20, time: '2017-10-31 23:59:59', from: '宁波' }),
    call({ seconds: 40, time: '2017-11-01 00:00:00' }),
    call({ seconds: 80, time: '2017-09-30 23:59:59' }),
  ];
  const bills = [{ ...bill('201710', '8.55'), bill_package: '6.00', bill_ext_calls: '2.55' }];
  const [, october] = calls_sa_monthly_usage(small({ calls, record: { bill: bills } }));
  expect(october).toStrictEqual({
    month: '2017/10',
    call_times: '2',
    call_length: '30',
    month_active_most: '浙江',
    month_bill_amount: 8.55,
    month_bill_detail: {
      bill_package: 6,
      bill_ext_calls: 2.55,
      bill_ext_data: 0,
      bill_ext_sms: 0,
      bill_zengzhifei: 0,
      bill_daishoufei: 0,
      bill_qita: 0,
    },
  });
});

test('without calls and bills there are six rows, newest first, the running month not yet billed', () => {
  const rows = calls_sa_monthly_usage(small());
  expect(rows.map((row) => row.month)).toEqual(['2017/11', '2017/10', '2017/09', '2017/08', '2017/07', '2017/06']);
  expect(rows.map((row) => row.month_bill_amount)).toEqual(['未出账单', ...Array(5).fill('暂无数据')]);
  expect(rows[5]).toStrictEqual({
    month: '2017/06',
    call_times: '0',
    call_length: '0',
    month_active_most: '',
    month_bill_amount: '暂无数据',
    month_bill_detail: '暂无数据',
  });
});

test('the rows begin with the month in which the number was opened', () => {
  expect(calls_sa_monthly_usage(small({ opened: '2017-09-30' })).map((row) => row.month)).toEqual([
    '2017/11',
    '2017/10',
    '2017/09',
  ]);
});

test('a bill of the running month is not issued, and one with an unreadable amount is not there', () => {
  const bills = [bill('201711', '5.00'), bill('201710', '未知')];
  const [november, october] = calls_sa_monthly_usage(small({ record: { bill: bills } }));
  expect(november?.month_bill_detail).toBe('未出账单');
  expect(october?.month_bill_detail).toBe('暂无数据');
});
