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
  const points = pointsInOrder(Math.min(from, now), callTimes, now);
  const silences: Silence[] = [];
  for (let at = 1; at < points.length; at += 1) {
    const gap = { start: points[at - 1] ?? now, end: points[at] ?? now };
    if (isSilence(gap)) silences.push(...without(gap, failed).filter(isSilence));
  }
  return silences.reverse();
}

function pointsInOrder(from: number, callTimes: Float64Array, now: number): Float64Array {
  const points = new Float64Array(callTimes.length + 2);
  points.set(callTimes);
  points.set([from, now], callTimes.length);
  return points.sort();
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
