/** invalid_call_log: rows as the carrier gave them. */

import { expect, test } from 'vitest';
import { at, call, small } from '../../../test/golden/small-record.ts';
import { invalid_call_log } from './invalid_call_log.ts';

test('a row keeps its raw values beside what is known of its number', () => {
  const row = {
    ...call({ tel: '+86 139 1600 0001', from: '浙江宁波' }),
    call_time: '151444测试3841',
    call_duration: '40',
  };
  const flag = { fid: 4, type: '快递送餐', num: 45 };
  const numbers = { '13916000001': { flag, name: '圆通快递' } };
  expect(invalid_call_log(small({ calls: [row], numbers }))).toStrictEqual([
    {
      month: '',
      call_tel: '+86 139 1600 0001',
      call_from: '浙江宁波',
      call_time: '151444测试3841',
      call_duration: 40,
      call_method: '被叫',
      format_tel: '13916000001',
      tags_label: '快递送餐',
      tags_label_times: 45,
      tags_yellow_page: '圆通快递',
      tags_financial: [],
      fancha_telloc: '上海',
    },
  ]);
});

test('a row with a readable time has its month, one with an unreadable duration has 0', () => {
  const row = { ...call({ tel: '138****1234', method: '--' }), call_duration: '--' };
  expect(invalid_call_log(small({ calls: [row] }))).toMatchObject([
    {
      month: '201711',
      call_time: String(at('2017-11-10 10:00:00')),
      call_duration: 0,
      call_method: '--',
      format_tel: '138****1234',
      fancha_telloc: '未知',
    },
  ]);
});

test('every row is kept, repeated ones too', () => {
  const row = call({ method: '--' });
  expect(invalid_call_log(small({ calls: [row, row] }))).toHaveLength(2);
});

test('is [] when all rows make sense', () => {
  expect(invalid_call_log(small({ calls: [call()] }))).toEqual([]);
});

test('a row whose time cannot be read has the month it was asked for with, or the one its text begins with', () => {
  const undated = (call_time: string) => ({ ...call(), call_time });
  const calls = [undated('时间不详'), undated('2017-10-03 1?:22:10'), undated('')];
  const record = { xiangdan: { undated_calls: [{ index: 2, month: '201709' }] } };
  const months = invalid_call_log(small({ calls, record })).map((row) => [row.call_time, row.month]);
  expect(months).toEqual([
    ['时间不详', ''],
    ['2017-10-03 1?:22:10', '201710'],
    ['', '201709'],
  ]);
});
