/** Texts of an instant (unix seconds) on Shanghai's calendar as the portals print and count them. */

import { dateTime } from './subscriber/shanghai-days.ts';

/** `2026-11-25`. */
export const dayText = (epochSeconds: number): string => dateTime(epochSeconds).slice(0, 10);

/** `20261125160509`. */
export const compactText = (epochSeconds: number): string => dateTime(epochSeconds).replace(/\D/g, '');

/** `202611`. */
export const monthText = (epochSeconds: number): string => compactText(epochSeconds).slice(0, 6);

/** How many months `month` (`YYYYMM`) lies before the one of `now`: 0 the current one, negative in the future. */
export function monthsAgo(month: string, now: number): number {
  const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(4));
  return index(monthText(now)) - index(month);
}
