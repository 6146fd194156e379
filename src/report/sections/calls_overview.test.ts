/** calls_overview: the figures of the whole report. */

import { describe, expect, test } from 'vitest';
import { at, bill, call, now, small } from '../../../test/golden/small-record.ts';
import { calls_overview } from './calls_overview.ts';

const [shanghai, peking, zhejiang] = ['13916000001', '13810000001', '13757100001'] as const;

test('is counted by hand', () => {
  const calls = [
    call({ tel: shanghai, seconds: 10, time: '2017-11-19 03:00:00' }),
    call({ tel: shanghai, seconds: 20, method: '主叫', time: '2017-11-19 12:00:00' }),
    call({ tel: zhejiang, seconds: 30, time: '2017-11-19 23:30:00', from: '上海' }),
    call({ tel: '95187', seconds: 40, method: '主叫', time: '2017-11-20 00:10:00' }),
    call({ tel: '+85221234567', seconds: 100, time: '2017-11-20 11:00:00' }),
  ];
  expect(calls_overview(small({ calls, opened: '2017-11-18' }))).toStrictEqual({
    most_active_region: '北京',
    result_of_region_check: 80,
    conclusion_of_region_check: 1,
    tel_region: '北京',
    most_contacted_region: '上海',
    blank_times_count: 0,
    blank_times_count_180: 0,
    blank_times_count_max: 0,
    blank_times_list: [],
    night_calls_length: 10,
    night_calls_percent: 5,
    evening_calls_length: 70,
    evening_calls_percent: 35,
    both_side_calls_count: 1,
    both_side_calls_percent: 25,
    phone_bill_average: '暂无数据, 无法分析',
    call_region_sum: 2,
    call_tel_sum: 4,
    call_times_sum: 5,
  });
});

test('of no calls is all zeros, and one long silence', () => {
  expect(calls_overview(small())).toMatchObject({
    most_active_region: '',
    result_of_region_check: 0,
    conclusion_of_region_check: 0,
    most_contacted_region: '',
    blank_times_list: [[String(at('2017-06-01')), String(now), 4140]],
    blank_times_count_max: 4140,
    night_calls_percent: 0,
    both_side_calls_percent: 0,
    call_region_sum: 0,
    call_tel_sum: 0,
    call_times_sum: 0,
  });
});

describe('the hour a call starts', () => {
  test.each([
    ['01:59:59', 'evening'],
    ['02:00:00', 'night'],
    ['05:59:59', 'night'],
    ['06:00:00', 'neither'],
    ['22:59:59', 'neither'],
    ['23:00:00', 'evening'],
    ['00:00:00', 'evening'],
  ])('%s is %s', (time, part) => {
    const overview = calls_overview(small({ calls: [call({ time: `2017-11-10 ${time}` })] }));
    expect(overview.night_calls_length).toBe(part === 'night' ? 60 : 0);
    expect(overview.evening_calls_length).toBe(part === 'evening' ? 60 : 0);
  });
});

describe('the most contacted region', () => {
  const contacted = (calls: ReturnType<typeof call>[]) => calls_overview(small({ calls })).most_contacted_region;

  test('is never 全国 or 未知', () => {
    expect(contacted([call({ tel: '95187' }), call({ tel: '95188' }), call({ tel: '+85221234567' })])).toBe('');
  });

  test('goes to more numbers when the calls are equal, then to more seconds', () => {
    const twice = [call({ tel: shanghai, seconds: 500 }), call({ tel: shanghai, seconds: 501 })];
    expect(contacted([...twice, call({ tel: peking }), call({ tel: '13910000001' })])).toBe('北京');
    expect(contacted([call({ tel: shanghai, seconds: 9 }), call({ tel: peking, seconds: 10 })])).toBe('北京');
  });
});

test('an own number of unknown place is compared with nothing', () => {
  const overview = calls_overview(small({ calls: [call()], numbers: { '15313695093': { region: '未知' } } }));
  expect(overview).toMatchObject({ tel_region: '未知', conclusion_of_region_check: 0 });
});

test('a phone used elsewhere is found so', () => {
  expect(calls_overview(small({ calls: [call({ from: '浙江宁波' })] })).conclusion_of_region_check).toBe(2);
});

test('the mean bill leaves out the month that still runs and months outside the range', () => {
  const bills = [bill('201711', '900.00'), bill('201710', '10.00'), bill('201709', '10.01'), bill('201705', '900.00')];
  expect(calls_overview(small({ record: { bill: bills } })).phone_bill_average).toBe('10.01');
});

test('a failed month is not silence', () => {
  const calls = [call({ time: '2017-09-29 10:00:00' }), call({ time: '2017-11-02 10:00:00' })];
  const failed = { call_log_part_missing_month_list: ['201710'] };
  const { blank_times_list } = calls_overview(small({ calls, opened: '2017-09-28', record: failed }));
  expect(blank_times_list).toEqual([[String(at('2017-11-02 10:00:00')), String(now), 434]]);
});
