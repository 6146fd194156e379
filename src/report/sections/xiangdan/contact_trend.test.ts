/** contact_trend: the younger half of a period against the older. */

import { expect, test } from 'vitest';
import { call, now, small } from '../../../../test/golden/small-record.ts';
import { contact_trend } from './contact_trend.ts';

const daysAgo = (days: number, tel: string) => ({ ...call({ tel }), call_time: String(now - days * 86_400) });

test('a number is new, kept or lost in each period by itself', () => {
  const calls = [
    daysAgo(1, '13916000001'),
    daysAgo(20, '13916000001'),
    daysAgo(2, '13916000002'),
    daysAgo(100, '13916000002'),
    daysAgo(20, '13916000003'),
    daysAgo(60, '13916000003'),
    daysAgo(70, '13916000004'),
  ];
  expect(contact_trend(small({ calls }))).toStrictEqual([
    { months: 1, new: 1, kept: 1, lost: 1 },
    { months: 3, new: 2, kept: 1, lost: 1 },
    { months: 6, new: 3, kept: 1, lost: 0 },
  ]);
});

test('half a period ago belongs to the older half', () => {
  expect(contact_trend(small({ calls: [daysAgo(15, '13916000001')] }))[0]).toMatchObject({ new: 0, lost: 1 });
  expect(
    contact_trend(
      small({
        calls: [daysAgo(14.99, '13916000001')].map((one) => ({ ...one, call_time: one.call_time.slice(0, 10) })),
      }),
    )[0],
  ).toMatchObject({ new: 1, lost: 0 });
});
