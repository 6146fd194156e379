/** Calendar arithmetic at the edges of days, months and years. */

import { describe, expect, test } from 'vitest';
import {
  addMonths,
  coveredMonths,
  epochOf,
  formatDateTime,
  lastDayOf,
  monthOf,
  monthStart,
  wallClock,
} from './shanghai-time.ts';

describe('Shanghai time', () => {
  test('an instant and its wall clock are each other', () => {
    const clock = { year: 2017, month: 11, day: 11, hour: 9, minute: 50, second: 56 };
    expect(epochOf(clock)).toBe(1_510_365_056);
    expect(wallClock(1_510_365_056)).toEqual(clock);
    expect(formatDateTime(1_510_365_056.9)).toBe('2017-11-11 09:50:56');
  });

  test('a date that does not exist is none', () => {
    const noon = { hour: 12, minute: 0, second: 0 };
    expect(epochOf({ year: 2017, month: 2, day: 29, ...noon })).toBeNull();
    expect(epochOf({ year: 2020, month: 2, day: 29, ...noon })).not.toBeNull();
    expect(epochOf({ year: 2017, month: 2, day: 1, hour: 24, minute: 0, second: 0 })).toBeNull();
  });

  test('a month begins at midnight in Shanghai, eight hours before UTC', () => {
    expect(monthStart('201712')).toBe(Date.UTC(2017, 10, 30, 16) / 1000);
    expect(monthOf(monthStart('201712'))).toBe('201712');
    expect(monthOf(monthStart('201712') - 1)).toBe('201711');
  });

  test('months are added across years', () => {
    expect(addMonths('201701', -1)).toBe('201612');
    expect(addMonths('201712', 1)).toBe('201801');
    expect(addMonths('201706', -18)).toBe('201512');
    expect(lastDayOf('202002')).toBe(29);
    expect(lastDayOf('202112')).toBe(31);
  });

  test('six months are covered, and none that ends before the number was opened', () => {
    const now = monthStart('201802') + 5;
    expect(coveredMonths(now, null)).toEqual(['201802', '201801', '201712', '201711', '201710', '201709']);
    expect(coveredMonths(now, monthStart('201712') + 86_400)).toEqual(['201802', '201801', '201712']);
    expect(coveredMonths(now, now + 86_400 * 60)).toEqual(['201802']);
  });
});
