/** Who is in which dunning set, and the figures of both (report semantics §7, §8). */

import { describe, expect, test } from 'vitest';
import { call, now, small } from '../../test/golden/small-record.ts';
import { dunningDegrees, dunningFigures, dunningSetOf } from './dunning.ts';
import { thresholds } from './thresholds.ts';

const tel = '13916000001';

function setOf(override: { itag_ids?: number[]; list?: 'dunning' | 'suspected_dunning' }, method = '被叫') {
  const [counterpart] = small({ calls: [call({ method })], numbers: { [tel]: override } }).counterparts;
  return counterpart === undefined ? null : dunningSetOf(counterpart, thresholds.suspectedDunningTags);
}

describe('a number', () => {
  test('is a dunning number by its tag or by a list', () => {
    expect(setOf({ itag_ids: [13] })).toBe('confirmed');
    expect(setOf({ list: 'dunning' })).toBe('confirmed');
  });

  test('is suspected by a list, or when a lender calls', () => {
    expect(setOf({ list: 'suspected_dunning' })).toBe('suspected');
    for (const tag of [4, 5, 20, 30, 33]) expect(setOf({ itag_ids: [tag] })).toBe('suspected');
  });

  test('of a lender is not suspected for being called', () => {
    expect(setOf({ itag_ids: [20] }, '主叫')).toBe(null);
    expect(setOf({ list: 'suspected_dunning' }, '主叫')).toBe('suspected');
  });

  test('is in one set only, the confirmed one before the other', () => {
    expect(setOf({ itag_ids: [13, 20], list: 'suspected_dunning' })).toBe('confirmed');
  });

  test('with other tags or none is in neither', () => {
    for (const tag of [1, 6, 14, 34]) expect(setOf({ itag_ids: [tag] })).toBe(null);
    expect(setOf({})).toBe(null);
  });
});

test('the figures of a set are counted by hand', () => {
  const other = '13810000001';
  const calls = [
    call({ tel, seconds: 14, time: '2017-11-20 10:00:00' }),
    call({ tel, seconds: 15, time: '2017-11-01 10:00:00' }),
    call({ tel, seconds: 30, method: '主叫', time: '2017-11-02 10:00:00' }),
    call({ tel: other, seconds: 100, time: '2017-06-10 10:00:00' }),
    call({ tel: '13757100001', seconds: 1000 }),
  ];
  const aggregate = small({ calls, numbers: { [tel]: { itag_ids: [13] }, [other]: { list: 'dunning' } } });
  expect(dunningFigures(aggregate, 'confirmed')).toEqual({
    nums_tel: 2,
    call_times: '4',
    call_in_times: 3,
    call_in_length: 129,
    call_in_less_15: 1,
    most_times_by_tel: 2,
    up_2_times_by_tel: 1,
    call_out_times: 1,
    call_out_length: 30,
    '7day_times': 1,
    '30day_times': 1,
    '60day_times': 0,
    '90day_times': 0,
    '120day_times': 0,
  });
});

test('the windows touch without overlapping, and calls of 120 days and more are in none', () => {
  const ages = [0, 7, 30, 60, 90, 120].flatMap((days) => [now - days * 86_400 + 1, now - days * 86_400]);
  const calls = ages.slice(1).map((time) => ({ ...call(), call_time: String(time) }));
  const figures = dunningFigures(small({ calls, numbers: { [tel]: { itag_ids: [13] } } }), 'confirmed');
  const windows = ['7day_times', '30day_times', '60day_times', '90day_times', '120day_times'] as const;
  expect(windows.map((key) => figures[key])).toEqual([2, 2, 2, 2, 2]);
  expect(figures.call_in_times).toBe(11);
});

test('a degree begins at its step', () => {
  const figures = dunningFigures(small(), 'confirmed');
  const degreesOf = (call_in_length: number) => dunningDegrees({ ...figures, call_in_length }).call_in_length;
  const steps = thresholds.dunningDegrees.call_in_length;
  expect([0, ...steps.flatMap((step) => [step - 1, step])].map(degreesOf)).toEqual([0, 0, 1, 1, 2, 2, 3]);
});
