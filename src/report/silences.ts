/** Silences: stretches of at least 72 hours without a call (report semantics §4). */

import { addMonths, daySeconds, monthStart } from '../domain/shanghai-time.ts';

const shortestSeconds = 3 * daySeconds;

/** Unix seconds; the end of the newest may be the report's fractional `now`. */
export interface Silence {
  start: number;
  end: number;
}

export interface SilenceQuestion {
  /** The later of open_date and the first instant of the report's first month. */
  from: number;
  now: number;
  /** Start of every valid call, in any order. */
  callTimes: Float64Array;
  /** `YYYYMM` of months that could not be fetched, wholly or in part: what is not known is not silence. */
  failedMonths: readonly string[];
}

/** Newest first. */
export function findSilences({ from, now, callTimes, failedMonths }: SilenceQuestion): Silence[] {
  const failed = [...new Set(failedMonths)].sort().map((month) => ({
    start: monthStart(month),
    end: monthStart(addMonths(month, 1)),
  }));
  const silences: Silence[] = [];
  for (const gap of gapsBetweenDays(Math.min(from, now), callTimes, now)) {
    if (isSilence(gap)) silences.push(...without(gap, failed).filter(isSilence));
  }
  return silences.reverse();
}

/**
 * From the last point of each day to the first of the next day that has one, oldest first. Three days of silence always lie between
 * days, so nothing needs sorting but the days.
 */
function gapsBetweenDays(from: number, callTimes: Float64Array, now: number): Silence[] {
  const days: Silence[] = [];
  const firstDay = Math.floor(from / daySeconds) - 1;
  const add = (time: number) => {
    const day = Math.max(0, Math.floor(time / daySeconds) - firstDay);
    const known = days[day];
    if (known === undefined) days[day] = { start: time, end: time };
    else if (time < known.start) known.start = time;
    else if (time > known.end) known.end = time;
  };
  add(from);
  for (let at = 0; at < callTimes.length; at += 1) add(callTimes[at] ?? now);
  add(now);
  const points = days.filter((day) => day !== undefined);
  return points.slice(1).map(({ start }, before) => ({ start: points[before]?.end ?? start, end: start }));
}

function isSilence({ start, end }: Silence): boolean {
  return end - start >= shortestSeconds;
}

/** What is left of a gap when the failed months are cut out; `failed` is ascending. */
function without(gap: Silence, failed: readonly Silence[]): Silence[] {
  const pieces: Silence[] = [];
  let start = gap.start;
  for (const cut of failed) {
    if (cut.end <= start || cut.start >= gap.end) continue;
    pieces.push({ start, end: cut.start });
    start = cut.end;
  }
  pieces.push({ start, end: gap.end });
  return pieces;
}

/** Whole hours, rounded down. */
export function hoursOf({ start, end }: Silence): number {
  return Math.floor((end - start) / 3600);
}

/** The longest in whole hours, 0 when there is none. */
export function longestHours(silences: readonly Silence[]): number {
  return Math.max(0, ...silences.map(hoursOf));
}

/** How many silences have at least 72 hours inside the last `days` days. */
export function silencesWithin(silences: readonly Silence[], days: number, now: number): number {
  const since = now - days * daySeconds;
  return silences.filter(({ start, end }) => isSilence({ start: Math.max(start, since), end })).length;
}
