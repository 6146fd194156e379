/** Calendar arithmetic in Asia/Shanghai (UTC+8, no daylight saving since 1991), on unix seconds. */

const offsetSeconds = 8 * 3600;
export const daySeconds = 86_400;

/** Year, month (1–12), day, hour, minute, second on a Shanghai wall clock. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

export function wallClock(epochSeconds: number): WallClock {
  const shifted = new Date((Math.floor(epochSeconds) + offsetSeconds) * 1000);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  };
}

/** Unix seconds of a Shanghai wall clock, or null when no such date exists (`2017-02-30`). */
export function epochOf(clock: WallClock): number | null {
  const { year, month, day, hour, minute, second } = clock;
  if (!(hour < 24 && minute < 60 && second < 60)) return null;
  const shiftedMs = Date.UTC(year, month - 1, day, hour, minute, second);
  // Days that every month has need no date to look at.
  const exists =
    (day >= 1 && day <= 28 && month >= 1 && month <= 12) || new Date(shiftedMs).getUTCMonth() === month - 1;
  return exists ? shiftedMs / 1000 - offsetSeconds : null;
}

const two = (n: number) => String(n).padStart(2, '0');

/** `YYYY-MM-DD HH:mm:ss`. */
export function formatDateTime(epochSeconds: number): string {
  const at = wallClock(epochSeconds);
  return `${at.year}-${two(at.month)}-${two(at.day)} ${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
}

/** The month of an instant, `YYYYMM`. */
export function monthOf(epochSeconds: number): string {
  const { year, month } = wallClock(epochSeconds);
  return `${year}${two(month)}`;
}

/** The month that lies `count` months after `YYYYMM` (negative: before). */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(4)) - 1 + count;
  return `${Math.floor(index / 12)}${two((index % 12) + 1)}`;
}

/** First instant of `YYYYMM`, unix seconds. */
export function monthStart(month: string): number {
  return Date.UTC(Number(month.slice(0, 4)), Number(month.slice(4)) - 1, 1) / 1000 - offsetSeconds;
}

/** The last day of `YYYYMM`, 28–31. */
export function lastDayOf(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(4)), 0)).getUTCDate();
}

/**
 * The months that a record and its report cover, newest first: the current one and the five before it,
 * but none that ends before `openDate` (report semantics §1).
 */
export function coveredMonths(now: number, openDate: number | null): string[] {
  const current = monthOf(now);
  const months = [0, -1, -2, -3, -4, -5].map((back) => addMonths(current, back));
  if (openDate === null) return months;
  const first = monthOf(openDate);
  return months.filter((month) => month >= first || month === current);
}
