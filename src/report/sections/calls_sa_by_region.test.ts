/** calls_sa_by_region: every region, provinces first. */

import { expect, test } from 'vitest';
import { call, small } from '../../../test/golden/small-record.ts';
import { calls_sa_by_region } from './calls_sa_by_region.ts';

const [shanghai, peking, zhejiang] = ['13916000001', '13810000001', '13757100001'] as const;

test('a row is counted by hand', () => {
  const calls = [
    call({ tel: shanghai, seconds: 10 }),
    call({ tel: '13916000002', seconds: 20, method: '主叫' }),
    call({ tel: '021-64000000', seconds: 40, method: '主叫' }),
  ];
  expect(calls_sa_by_region(small({ calls }))).toStrictEqual([
    {
      region: '上海',
      total_format_tel: 3,
      call_times: '3',
      call_length: '70',
      call_in_times: 1,
      call_out_times: 2,
      call_in_length: 10,
      call_out_length: 60,
    },
  ]);
});

test('more numbers go before more calls, more calls before more seconds', () => {
  const calls = [
    call({ tel: shanghai, seconds: 1 }),
    call({ tel: '13916000002', seconds: 1 }),
    call({ tel: peking, seconds: 2 }),
    call({ tel: peking, seconds: 3 }),
    call({ tel: zhejiang, seconds: 900 }),
    call({ tel: '13600010001', seconds: 901 }),
  ];
  const regions = calls_sa_by_region(small({ calls })).map((row) => row.region);
  expect(regions).toEqual(['上海', '北京', '广东', '浙江']);
});

test('全国 and 未知 come last however many they are', () => {
  const calls = [
    ...['+85221234567', '+85221234568', '+85221234569'].map((tel) => call({ tel })),
    ...['95187', '95188'].map((tel) => call({ tel })),
    call({ tel: shanghai }),
  ];
  expect(calls_sa_by_region(small({ calls })).map((row) => row.region)).toEqual(['上海', '全国', '未知']);
});

test('is [] without calls', () => {
  expect(calls_sa_by_region(small())).toEqual([]);
});
