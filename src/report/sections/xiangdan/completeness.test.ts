/** completeness: every month of the range with what is missing and why. */

import { expect, test } from 'vitest';
import { bill, call, small } from '../../../../test/golden/small-record.ts';
import { completeness } from './completeness.ts';

const complete = { calls: 'complete', calls_cause: '记录完整', call_times: 0 };
const noBill = { bill: 'missing', bill_cause: '运营商未返回该月账单' };

test('a month is told by the list it is in, the graver first, and by its bill', () => {
  const record = {
    bill: [bill('201710', '8.55')],
    call_log_missing_month_list: ['201706'],
    call_log_possibly_missing_month_list: ['201706', '201707'],
    call_log_part_missing_month_list: ['201708'],
  };
  expect(completeness(small({ calls: [call(), call({ seconds: 61 })], record }))).toStrictEqual([
    { month: '201711', ...complete, call_times: 2, bill: 'not_issued', bill_cause: '当月未出账单' },
    { month: '201710', ...complete, bill: 'issued', bill_cause: '账单已出' },
    { month: '201709', ...complete, ...noBill },
    {
      month: '201708',
      calls: 'part_missing',
      calls_cause: '运营商只返回了部分记录，当月不完整',
      call_times: 0,
      ...noBill,
    },
    {
      month: '201707',
      calls: 'possibly_missing',
      calls_cause: '运营商返回空页且未说明无记录，可能缺失',
      call_times: 0,
      ...noBill,
    },
    { month: '201706', calls: 'missing', calls_cause: '运营商查询失败或拒绝查询，整月缺失', call_times: 0, ...noBill },
  ]);
});

test('months before open_date are not asked for', () => {
  expect(completeness(small({ opened: '2017-10-05' })).map(({ month }) => month)).toEqual(['201711', '201710']);
});
