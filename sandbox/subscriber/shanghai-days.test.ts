/** Days of Shanghai. */

import { expect, test } from 'vitest';
import {
  dateOfMonth,
  dateTime,
  dayOf,
  dayOfDate,
  dayStart,
  daysOfMonth,
  isWeekend,
  lengthOfMonth,
  monthOfDay,
  monthsBack,
} from './shanghai-days.ts';
import { shanghai } from './some-subscribers.ts';

test('a day begins at midnight in Shanghai', () => {
  const midnight = shanghai('2026-11-25T00:00:00');
  expect(dayOf(midnight)).toBe(dayOfDate(2026, 11, 25));
  expect(dayOf(midnight - 1)).toBe(dayOfDate(2026, 11, 24));
  expect(dayStart(dayOfDate(2026, 11, 25))).toBe(midnight);
});

test('a month runs from its first to its last day, in leap years too', () => {
  expect(daysOfMonth('202802')).toEqual({ first: dayOfDate(2028, 2, 1), last: dayOfDate(2028, 2, 29) });
  expect(daysOfMonth('202612')).toEqual({ first: dayOfDate(2026, 12, 1), last: dayOfDate(2026, 12, 31) });
  expect(lengthOfMonth(dayOfDate(2028, 2, 11))).toBe(29);
});

test('months are counted back over the turn of the year', () => {
  expect(monthsBack('202702', 3)).toBe('202611');
  expect(monthsBack('202701', 1)).toBe('202612');
  expect(monthsBack('202612', 0)).toBe('202612');
});

test('dates are printed as Shanghai reads them', () => {
  expect(dateTime(shanghai('2026-01-01T00:30:05'))).toBe('2026-01-01 00:30:05');
  expect(monthOfDay(dayOfDate(2026, 1, 31))).toBe('202601');
  expect(dateOfMonth(dayOfDate(2026, 1, 31))).toBe(31);
});

test('Saturday and Sunday are the weekend', () => {
  expect([21, 22, 23, 27, 28].map((date) => isWeekend(dayOfDate(2026, 11, date)))).toEqual([
    true,
    true,
    false,
    false,
    true,
  ]);
});
