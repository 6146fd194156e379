/** When a call of an exported table began: in one cell, in two, or under a row that holds only the date. */

import { readTime } from '../domain/call-values/read-time.ts';

const withYear = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?$/;
const withoutYear = /^(\d{1,2})[-/.月](\d{1,2})日?$/;
const eightDigits = /^(20\d{2})(\d{2})(\d{2})$/;
const clockDigits = /^(\d{2})(\d{2})(\d{2})$/;
const clock = /^\d{1,2}:\d{1,2}(:\d{1,2})?$/;

/** `2017-11-3` or `11-3`; null for a text that is no date without a time. */
export function readDay(text: string): string | null {
  const parts = withYear.exec(text) ?? eightDigits.exec(text) ?? withoutYear.exec(text);
  return parts === null ? null : parts.slice(1).join('-');
}

/**
 * Unix seconds as digits, or null. `day` is the date that the table gave last, for cells that hold a clock alone;
 * `month` (`YYYYMM`, '' unknown) gives its year to a date without one.
 */
export function readWhen(date: string, time: string, day: string | null, month: string): string | null {
  const whole = readTime(`${date} ${time}`.trim(), month);
  if (whole !== null) return whole;
  const at = date !== '' && clockDigits.test(time) ? time.replace(clockDigits, '$1:$2:$3') : time;
  const on = date === '' ? day : readDay(date);
  return on !== null && clock.test(at) ? readTime(`${on} ${at}`, month) : null;
}
