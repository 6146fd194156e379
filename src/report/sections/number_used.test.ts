/** number_used: figures of use, and from when on they are flagged. */

import { describe, expect, test } from 'vitest';
import { at, bill, call, small } from '../../../test/golden/small-record.ts';
import { number_used } from './number_used.ts';

/** A call every day at ten, so that nothing is silent and every month has ten calls and more. */
const regular = Array.from({ length: 173 }, (_, index) => ({
  ...call({ seconds: index }),
  call_time: String(at('2017-06-01 10:00:00') + index * 86_400),
}));

/** The same without the calls of two days from each of these dates on: a silence of 72 hours each. */
function silentFrom(...dates: string[]) {
  const silent = dates.flatMap((date) => [0, 1].map((days) => String(at(`${date} 10:00:00`) + days * 86_400)));
  return regular.filter((row) => !silent.includes(row.call_time));
}

test('a number in regular use has no flag', () => {
  const used = number_used(small({ calls: regular }));
  expect(used).toStrictEqual({
    telecom: '中国电信',
    open_date: String(at('2016-01-01')),
    blank_times_count_30: 0,
    blank_times_count_90: 0,
    blank_times_count_180: 0,
    blank_times_count_max: 0,
    amount_less_10_times: 0,
    phone_bill_average: '暂无数据, 无法分析',
    times_per_mon_10: 0,
    times_express_delivery: 0,
    times_telecom: 0,
    total_tels: 1,
    active_region_check: 1,
    unnormal_flag: {
      blank_times_count_max_flag: false,
      amount_less_10_times_flag: false,
      blank_times_count_30_flag: false,
      blank_times_count_90_flag: false,
      times_per_mon_10_flag: false,
      open_date_flag: false,
      active_region_check_flag: false,
    },
  });
});

test('a number without calls is one silence of 172 days and six quiet months', () => {
  expect(number_used(small())).toMatchObject({
    blank_times_count_30: 1,
    blank_times_count_90: 1,
    blank_times_count_180: 1,
    blank_times_count_max: 172,
    times_per_mon_10: 6,
    total_tels: 0,
    active_region_check: 0,
  });
});

describe('telecom', () => {
  test.each([
    ['13810000001', '中国移动'],
    ['18600000001', '中国联通'],
    ['15313695093', '中国电信'],
    ['19200000001', '中国广电'],
    ['13490000001', '未知'],
  ])('of %s is %s', (tel, telecom) => {
    expect(number_used(small({ record: { tel } })).telecom).toBe(telecom);
  });
});

describe('calls are counted', () => {
  test('with couriers by their mark', () => {
    const numbers = {
      '13916000001': { flag: { fid: 4, type: '快递送餐', num: 9 } },
      '13810000001': { flag: { fid: 4, type: '外卖送餐', num: 9 } },
    };
    const calls = [call(), call({ tel: '13810000001' }), call({ tel: '13757100001' })];
    expect(number_used(small({ calls, numbers })).times_express_delivery).toBe(2);
  });

  test('with service numbers of any carrier, extensions and area codes included', () => {
    const calls = ['10086', '035110000', '1008611', '10010', '95588', '110'].map((tel) => call({ tel }));
    expect(number_used(small({ calls })).times_telecom).toBe(4);
  });
});

describe('a flag begins', () => {
  const flags = (given: Parameters<typeof small>[0]) => number_used(small({ calls: regular, ...given })).unnormal_flag;

  test('with three bills under 10 yuan', () => {
    const low = [bill('201710', '9.99'), bill('201709', '0.00'), bill('201708', '10.00')];
    expect(flags({ record: { bill: low } }).amount_less_10_times_flag).toBe(false);
    expect(flags({ record: { bill: [...low, bill('201707', '1.00')] } }).amount_less_10_times_flag).toBe(true);
  });

  test('with a silence of seven days', () => {
    const gap = (hours: number) => [
      ...regular.filter((row) => Number(row.call_time) < at('2017-11-10')),
      { ...call(), call_time: String(at('2017-11-09 10:00:00') + hours * 3600) },
      call({ time: '2017-11-19 10:00:00' }),
    ];
    expect(flags({ calls: gap(7 * 24) }).blank_times_count_max_flag).toBe(true);
    expect(flags({ calls: gap(7 * 24 - 1) }).blank_times_count_max_flag).toBe(false);
  });

  test('with two silences in 30 days', () => {
    expect(flags({ calls: silentFrom('2017-11-01') }).blank_times_count_30_flag).toBe(false);
    expect(flags({ calls: silentFrom('2017-11-01', '2017-11-10') }).blank_times_count_30_flag).toBe(true);
    expect(flags({ calls: silentFrom('2017-11-01', '2017-10-10') }).blank_times_count_30_flag).toBe(false);
  });

  test('with four silences in 90 days', () => {
    const three = ['2017-09-01', '2017-10-01', '2017-10-10'];
    expect(flags({ calls: silentFrom(...three) }).blank_times_count_90_flag).toBe(false);
    expect(flags({ calls: silentFrom(...three, '2017-11-10') }).blank_times_count_90_flag).toBe(true);
    expect(flags({ calls: silentFrom(...three, '2017-07-10') }).blank_times_count_90_flag).toBe(false);
  });

  test('with three months of fewer than ten calls', () => {
    const from = (month: string) => regular.filter((row) => Number(row.call_time) >= at(month));
    expect(flags({ calls: from('2017-08-01') }).times_per_mon_10_flag).toBe(false);
    expect(flags({ calls: from('2017-09-01') }).times_per_mon_10_flag).toBe(true);
  });

  test('with a number opened less than 180 days ago, but not with one whose carrier hides it', () => {
    expect(flags({ opened: '2017-05-25' }).open_date_flag).toBe(true);
    expect(flags({ opened: '2017-05-24' }).open_date_flag).toBe(false);
    expect(flags({ opened: null }).open_date_flag).toBe(false);
  });

  test('with a phone used away from home', () => {
    const away = regular.map((row) => ({ ...row, call_from: '浙江宁波' }));
    expect(flags({ calls: away }).active_region_check_flag).toBe(true);
  });
});
