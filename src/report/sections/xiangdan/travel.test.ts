/** travel: runs of days in one region that is not home. The subscriber of these tests is of Peking. */

import { describe, expect, test } from 'vitest';
import { call, small } from '../../../../test/golden/small-record.ts';
import { travel } from './travel.ts';

const on = (day: string, from: string, seconds = 60) => call({ time: `2017-11-${day} 10:00:00`, from, seconds });

test('a stay lasts from its first to its last day, newest first; home is none', () => {
  const calls = [
    on('01', '北京'),
    on('02', '浙江宁波'),
    on('03', '浙江杭州'),
    on('03', '浙江杭州', 61),
    on('04', '上海'),
    on('05', '北京'),
    on('06', '上海'),
  ];
  expect(travel(small({ calls }))).toStrictEqual([
    { region: '上海', from: '2017-11-06', to: '2017-11-06', days: 1, call_times: 1 },
    { region: '上海', from: '2017-11-04', to: '2017-11-04', days: 1, call_times: 1 },
    { region: '浙江', from: '2017-11-02', to: '2017-11-03', days: 2, call_times: 3 },
  ]);
});

describe('days without a call', () => {
  test('up to two do not end a stay', () => {
    const [stay] = travel(small({ calls: [on('02', '上海'), on('05', '上海')] }));
    expect(stay).toStrictEqual({ region: '上海', from: '2017-11-02', to: '2017-11-05', days: 4, call_times: 2 });
  });

  test('three do', () => {
    expect(travel(small({ calls: [on('02', '上海'), on('06', '上海')] }))).toHaveLength(2);
  });
});

test('a day is spent where most of its calls were made', () => {
  expect(travel(small({ calls: [on('02', '上海'), on('02', '北京', 1), on('02', '北京', 2)] }))).toEqual([]);
});

test('calls that do not say where they were made say nothing', () => {
  expect(travel(small({ calls: [on('02', ''), on('03', '--')] }))).toEqual([]);
});

test('without a known home nothing is away from it', () => {
  const record = { tel: '17300000001' };
  expect(travel(small({ calls: [on('02', '上海')], record }))).toEqual([]);
});
