/** The region that most calls were made in, and what decides between equals. */

import { expect, test } from 'vitest';
import { call, small } from '../../test/golden/small-record.ts';
import { mostActiveRegion, mostActiveRegions } from './active-region.ts';

const activeOf = (calls: ReturnType<typeof call>[]) => mostActiveRegion(small({ calls }).calls);

test('places are reduced to their province and counted together', () => {
  const calls = [
    call({ from: '浙江宁波' }),
    call({ from: '杭州市', seconds: 61 }),
    call({ from: '北京', seconds: 900 }),
  ];
  expect(activeOf(calls)).toEqual({ region: '浙江', times: 2 });
});

test('of as many calls more seconds win', () => {
  expect(activeOf([call({ from: '北京', seconds: 10 }), call({ from: '浙江', seconds: 11 })]).region).toBe('浙江');
});

test('of as many seconds the more recent wins', () => {
  const early = call({ from: '北京', time: '2017-11-01 10:00:00' });
  expect(activeOf([early, call({ from: '浙江' })]).region).toBe('浙江');
  expect(activeOf([early, call({ from: '浙江', time: '2017-10-31 10:00:00' })]).region).toBe('北京');
});

test('a place that names no province is never the answer', () => {
  expect(activeOf([call({ from: '' }), call({ from: '--', seconds: 1 })])).toEqual({ region: '', times: 0 });
  expect(activeOf([])).toEqual({ region: '', times: 0 });
});

test('a month is looked at alone', () => {
  const calls = [call({ from: '浙江' }), call({ from: '北京', time: '2017-10-10 10:00:00' })];
  expect(mostActiveRegions(small({ calls }).calls, 3).map(({ region }) => region)).toEqual(['浙江', '北京', '']);
});
