/** Days and months on Shanghai's calendar (UTC+8, no daylight saving), a day being a whole number since 1970-01-01. */

const offsetSeconds = 8 * 3600;
export const daySeconds = 86_400;

/** The day of an instant (unix seconds). */
export function dayOf(epochSeconds: number): number {
  return Math.floor((epochSeconds + offsetSeconds) / daySeconds);
}

/** The midnight that a day begins with, unix seconds. */
export function dayStart(day: number): number {
  return day * daySeconds - offsetSeconds;
}

/** The day of a date, `month` 1–12. */
export function dayOfDate(year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) / 1000 / daySeconds;
}

const dateOf = (day: number) => new Date(day * daySeconds * 1000);
const two = (n: number) => String(n).padStart(2, '0');

export function isWeekend(day: number): boolean {
  const weekday = dateOf(day).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** 1–31. */
export function dateOfMonth(day: number): number {
  return dateOf(day).getUTCDate();
}

/** `YYYYMM`. */
export function monthOfDay(day: number): string {
  const date = dateOf(day);
  return `${date.getUTCFullYear()}${two(date.getUTCMonth() + 1)}`;
}

/** First and last day of `YYYYMM`. */
export function daysOfMonth(month: string): { first: number; last: number } {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(4));
  return { first: dayOfDate(year, number, 1), last: dayOfDate(year, number + 1, 1) - 1 };
}

/** How many days the month of a day has, 28–31. */
export function lengthOfMonth(day: number): number {
  const { first, last } = daysOfMonth(monthOfDay(day));
  return last - first + 1;
}

/** The month that lies `count` months before `YYYYMM`. */
export function monthsBack(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(4)) - 1 - count;
  return `${Math.floor(index / 12)}${two((index % 12) + 1)}`;
}

/** `YYYY-MM-DD HH:mm:ss`. */
export function dateTime(epochSeconds: number): string {
  return new Date((epochSeconds + offsetSeconds) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
