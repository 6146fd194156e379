/** calls_by_hour: the Shanghai clock decides, Monday is the first row. */

import { expect, test } from 'vitest';
import { call, small } from '../../../../test/golden/small-record.ts';
import { calls_by_hour } from './calls_by_hour.ts';

test.each([
  ['2017-11-13 00:00:00', 0, 0],
  ['2017-11-13 07:59:59', 0, 7],
  ['2017-11-12 23:59:59', 6, 23],
  ['2017-11-16 12:30:00', 3, 12],
])('a call at %s is in row %i, hour %i', (time, weekday, hour) => {
  const rows = calls_by_hour(small({ calls: [call({ time })] }));
  expect(rows.map((row) => row.length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
  expect(rows[weekday]?.[hour]).toBe(1);
  expect(rows.flat().reduce((a, b) => a + b, 0)).toBe(1);
});
