/** cuishou_risk_detection: two sets, their sums and one result. */

import { describe, expect, test } from 'vitest';
import { call, now, small } from '../../../test/golden/small-record.ts';
import { cuishou_risk_detection } from './cuishou_risk_detection.ts';

const [dunner, lender] = ['13916000001', '13810000001'] as const;
const numbers = { [dunner]: { itag_ids: [13] }, [lender]: { itag_ids: [20] } };

/** So many calls of an hour each, all `days` days old. */
function callsFrom(tel: string, count: number, days: number) {
  return Array.from({ length: count }, (_, index) => ({
    ...call({ tel, seconds: 20 }),
    call_time: String(now - days * 86_400 - index),
  }));
}

test('totals are the sums of both sets', () => {
  const calls = [
    ...callsFrom(dunner, 2, 40),
    ...callsFrom(lender, 3, 40),
    call({ tel: lender, method: '主叫' }),
    call({ tel: '13757100001' }),
  ];
  const section = cuishou_risk_detection(small({ calls, numbers }));
  expect(section).toMatchObject({
    total_tels: 2,
    total_call_times: 6,
    total_call_in_times: 5,
    total_call_out_times: 1,
    detection_result: 1,
  });
  expect(section.cuishou).toMatchObject({ call_times: '2', call_in_times: 2, '60day_times': 2 });
  expect(section.yisicuishou).toMatchObject({ call_times: '4', call_in_times: 3, call_out_times: 1 });
});

test('without calls every figure is 0 and none is absent', () => {
  const { cuishou, cuishou_degree, yisicuishou, yisicuishou_degree, ...rest } = cuishou_risk_detection(small());
  expect(Object.keys(cuishou)).toHaveLength(14);
  expect(Object.keys(cuishou_degree)).toHaveLength(13);
  expect(cuishou).toEqual(yisicuishou);
  expect(cuishou_degree).toEqual(yisicuishou_degree);
  expect(cuishou.call_times).toBe('0');
  expect(rest).toEqual({
    total_tels: 0,
    total_call_times: 0,
    total_call_in_times: 0,
    total_call_out_times: 0,
    detection_result: 0,
  });
});

describe('the result', () => {
  const resultOf = (calls: ReturnType<typeof call>[]) =>
    cuishou_risk_detection(small({ calls, numbers })).detection_result;

  test('is at least 1 when any number of either set called', () => {
    expect(resultOf(callsFrom(lender, 1, 40))).toBe(1);
    expect(resultOf([call({ tel: dunner, method: '主叫', seconds: 5 })])).toBe(1);
  });

  test('follows the highest degree of the confirmed set', () => {
    expect(resultOf(callsFrom(dunner, 3, 40))).toBe(2);
    expect(resultOf(callsFrom(dunner, 6, 40))).toBe(3);
  });

  test('is 2 when suspected numbers called often of late, not when long ago', () => {
    expect(resultOf(callsFrom(lender, 6, 3))).toBe(2);
    expect(resultOf(callsFrom(lender, 8, 10))).toBe(2);
    expect(resultOf(callsFrom(lender, 5, 3))).toBe(1);
    expect(resultOf(callsFrom(lender, 20, 40))).toBe(1);
  });
});
