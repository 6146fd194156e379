/** The score of §16: its types, its windows, and that it counts as the report counts. */

import { describe, expect, test } from 'vitest';
import { at, call, now, reportInput, small } from '../../test/golden/small-record.ts';
import { aggregate } from './aggregate.ts';
import { buildReport } from './build-report.ts';
import { score } from './score.ts';

const dunner = '13916000001';
const lender = '13916000002';
const numbers = { [dunner]: { itag_ids: [13] }, [lender]: { itag_ids: [20] } };
const sid = 'a'.repeat(32);

const some = small({
  numbers,
  calls: [
    call({ tel: dunner, time: '2017-11-18 09:30:00', seconds: 14 }),
    call({ tel: dunner, time: '2017-11-18 10:30:00', seconds: 15, method: '主叫' }),
    call({ tel: lender, time: '2017-11-01 08:00:00', seconds: 30 }),
    call({ tel: lender, time: '2017-10-01 08:00:00', seconds: 60 }),
    call({ tel: '13916000003', seconds: 600 }),
    call({ tel: '138****1234' }),
  ],
});

test('has every figure of §16.5 as text, in both sets', () => {
  expect(score(some, sid, 'SID1').overview).toStrictEqual({
    dunning: {
      call_tel_total_nums: '1',
      call_total_times: '2',
      call_out_times: '1',
      call_in_times: '1',
      call_total_duration: '29',
      call_avg_duration: '14.50',
      call_out_duration: '15',
      call_in_duration: '14',
      call_duration_below15: '1',
      call_duration_between15_and_30: '1',
      call_duration_above60: '0',
      first_call_time: '2017-11-18 09:30:00',
      last_call_time: '2017-11-18 10:30:00',
    },
    not_sure_dunning: {
      call_tel_total_nums: '1',
      call_total_times: '2',
      call_out_times: '0',
      call_in_times: '2',
      call_total_duration: '90',
      call_avg_duration: '45.00',
      call_out_duration: '0',
      call_in_duration: '90',
      call_duration_below15: '0',
      call_duration_between15_and_30: '1',
      call_duration_above60: '1',
      first_call_time: '2017-10-01 08:00:00',
      last_call_time: '2017-11-01 08:00:00',
    },
  });
});

test('says whose it is, for when, and how many rows were handed in and counted', () => {
  const { tel, time, total_num, effective_num, uid, ...rest } = score(some, sid, 'SID1');
  expect({ tel, time, total_num, effective_num, uid, sid: rest.sid }).toStrictEqual({
    tel: '15313695093',
    time: now,
    total_num: 6,
    effective_num: 5,
    uid: 'SID1',
    sid,
  });
});

test('only the overview has first and last, which are 无 without a call', () => {
  const { overview, last_week } = score(small(), sid, '');
  expect(overview.dunning).toMatchObject({ first_call_time: '无', last_call_time: '无', call_avg_duration: '0.00' });
  expect(Object.keys(last_week.dunning)).toHaveLength(11);
});

describe('a call counts by its age', () => {
  test.each([
    [0, 'last_week last_two_weeks last_three_weeks last_30_days'],
    [6.99, 'last_week last_two_weeks last_three_weeks last_30_days'],
    [7, 'last_two_weeks last_three_weeks last_30_days'],
    [14, 'last_three_weeks last_30_days'],
    [21, 'last_30_days'],
    [30, 'last_30_and_60_days'],
    [60, 'last_60_and_90_days'],
    [90, ''],
  ])('%f days ago: in %s', (days, windows) => {
    const calls = [{ ...call({ tel: dunner }), call_time: String(Math.round(now - days * 86_400)) }];
    const {
      overview,
      sid: _,
      tel,
      uid,
      time,
      total_num,
      effective_num,
      ...within
    } = score(small({ calls, numbers }), sid, '');
    const counted = Object.entries(within).filter(([, sets]) => sets.dunning.call_total_times === '1');
    expect(counted.map(([name]) => name).join(' ')).toBe(windows);
    expect(overview.dunning.call_total_times).toBe('1');
  });
});

test('with the same base instant its totals are those of the report', () => {
  const calls = Array.from({ length: 300 }, (_, index) => ({
    ...call({ tel: [dunner, lender, '13916000003'][index % 3] ?? '', method: index % 2 ? '主叫' : '被叫' }),
    call_time: String(at('2017-11-20 00:00:00') - index * 40_000),
    call_duration: String((index * 7) % 100),
  }));
  const input = reportInput({ calls, numbers });
  const { overview, last_week, last_30_days } = score(aggregate(input), sid, '');
  const { cuishou, yisicuishou } = buildReport(input).cuishou_risk_detection;
  for (const [ours, theirs] of [
    [overview.dunning, cuishou],
    [overview.not_sure_dunning, yisicuishou],
  ] as const) {
    expect(ours.call_tel_total_nums).toBe(String(theirs.nums_tel));
    expect(ours.call_total_times).toBe(theirs.call_times);
    expect(ours.call_in_times).toBe(String(theirs.call_in_times));
    expect(ours.call_in_duration).toBe(String(theirs.call_in_length));
    expect(ours.call_out_duration).toBe(String(theirs.call_out_length));
  }
  expect(Number(last_week.dunning.call_in_times)).toBe(cuishou['7day_times']);
  expect(Number(last_30_days.dunning.call_in_times)).toBe(cuishou['7day_times'] + cuishou['30day_times']);
});
