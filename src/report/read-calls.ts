/** The one pass over a record's rows: which are valid (report semantics §9), and columns of figures for those that are. */

import type { CallRecord } from '../domain/call-record.ts';
import { daySeconds, monthOf } from '../domain/shanghai-time.ts';
import type { Directory, NumberFacts } from './report-input.ts';

/** A number that the subscriber called or was called by. Lengths in seconds, times in unix seconds. */
export interface Counterpart {
  formatTel: string;
  facts: NumberFacts;
  inTimes: number;
  inLength: number;
  outTimes: number;
  outLength: number;
  times: number;
  length: number;
  first: number;
  last: number;
}

/** The valid calls, one entry each in every column. 50,000 of them as objects cost several times as much. */
export interface Calls {
  count: number;
  times: Float64Array;
  lengths: Float64Array;
  /** 1 for 被叫, 0 for 主叫. */
  incoming: Uint8Array;
  /** Index into the counterparts. */
  counterparts: Uint32Array;
  /** Index into `regions`: where the own phone was. */
  places: Uint32Array;
  /** Index into the months of the window. */
  months: Uint8Array;
  /** Provinces, `''` where none is known. */
  regions: string[];
}

/** A row that the report leaves out of its figures. */
export interface InvalidCall {
  row: CallRecord;
  /** `YYYYMM` that it was asked for with; '' when neither the record nor the row's text tells. */
  month: string;
  length: number | null;
  formatTel: string;
  facts: NumberFacts;
}

/** `monthStarts` belong to the months of the report, newest first; `openDate` null when the carrier hides it. */
export interface Window {
  monthStarts: readonly number[];
  openDate: number | null;
  now: number;
}

export interface ReadCalls {
  calls: Calls;
  counterparts: Counterpart[];
  invalid: InvalidCall[];
}

interface KnownNumber {
  formatTel: string;
  facts: NumberFacts;
  callable: boolean;
}

/**
 * Reads each distinct number, place and method once, whatever the number of rows.
 * `undatedMonths`: index of a row without a readable time → the month it was asked for with.
 */
export function readCalls(
  rows: readonly CallRecord[],
  undatedMonths: ReadonlyMap<number, string>,
  window: Window,
  directory: Directory,
): ReadCalls {
  const calls = emptyColumns(rows.length);
  const invalid: InvalidCall[] = [];
  const counterparts: Counterpart[] = [];
  const indexes = new Map<string, number>();
  const isRepeated = repeatedCalls(calls);
  const numberOf = once((raw: string) => knownNumber(raw, directory));
  const placeOf = once((place: string) => indexOfRegion(calls.regions, directory.provinceOf(place)));
  const directionOf = once(readMethod);

  const windowStart = window.monthStarts.at(-1) ?? window.now;
  const earliest = window.openDate === null ? -Infinity : window.openDate - daySeconds;

  for (const [rowIndex, row] of rows.entries()) {
    const time = /^\d{10}$/.test(row.call_time) ? Number(row.call_time) : null;
    // Older than the report is not wrong, only of no interest; before open_date is wrong, however old.
    if (time !== null && time < windowStart && time >= earliest) continue;
    const length = /^\d+$/.test(row.call_duration) ? Number(row.call_duration) : null;
    const incoming = directionOf(row.call_method);
    const { formatTel, facts, callable } = numberOf(row.call_tel);
    if (time === null || length === null || incoming === null || !callable || time > window.now || time < earliest) {
      const month = time === null ? (undatedMonths.get(rowIndex) ?? monthInText(row.call_time)) : monthOf(time);
      invalid.push({ row, month, length, formatTel, facts });
      continue;
    }

    let index = indexes.get(formatTel);
    if (index === undefined) {
      index = counterparts.push(newCounterpart(formatTel, facts)) - 1;
      indexes.set(formatTel, index);
    }
    if (isRepeated(time, length, incoming, index)) continue;
    const at = calls.count;
    calls.times[at] = time;
    calls.lengths[at] = length;
    calls.incoming[at] = incoming;
    calls.counterparts[at] = index;
    calls.places[at] = placeOf(row.call_from);
    calls.months[at] = window.monthStarts.findIndex((start) => time >= start);
    calls.count += 1;
    const counterpart = counterparts[index];
    if (counterpart !== undefined) addCall(counterpart, time, length, incoming);
  }
  return { calls, counterparts, invalid };
}

/** A damaged time often still begins with its month: `2026-11-03 1?:22:10`. */
function monthInText(time: string): string {
  const [, year = '', month = ''] = /^(20\d{2})[-/年.]?(0[1-9]|1[0-2])(?!\d)/.exec(time) ?? [];
  return year + month;
}

function emptyColumns(size: number): Calls {
  return {
    count: 0,
    times: new Float64Array(size),
    lengths: new Float64Array(size),
    incoming: new Uint8Array(size),
    counterparts: new Uint32Array(size),
    places: new Uint32Array(size),
    months: new Uint8Array(size),
    regions: [''],
  };
}

function once<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = read(text);
    known.set(text, value);
    return value;
  };
}

function knownNumber(raw: string, directory: Directory): KnownNumber {
  const { formatTel, kind } = directory.normalise(raw);
  return { formatTel, facts: directory.lookUp(formatTel), callable: kind !== 'hidden' };
}

function indexOfRegion(regions: string[], region: string): number {
  const found = regions.indexOf(region);
  return found === -1 ? regions.push(region) - 1 : found;
}

/** 1 for 被叫 and diverted calls, 0 for 主叫, null for anything else (carrier facts §6). */
function readMethod(method: string): 0 | 1 | null {
  if (method.includes('主叫')) return 0;
  return /被叫|呼转|呼叫转移|前转/.test(method) ? 1 : null;
}

/** Tells whether a call is there already: calls of one second are chained, so a look is a step or two. */
function repeatedCalls(calls: Calls): (time: number, length: number, incoming: number, counterpart: number) => boolean {
  const newestAt = new Map<number, number>();
  const olderAt = new Int32Array(calls.times.length).fill(-1);
  return (time, length, incoming, counterpart) => {
    const newest = newestAt.get(time) ?? -1;
    for (let at = newest; at !== -1; at = olderAt[at] ?? -1) {
      const same =
        calls.counterparts[at] === counterpart && calls.lengths[at] === length && calls.incoming[at] === incoming;
      if (same) return true;
    }
    olderAt[calls.count] = newest;
    newestAt.set(time, calls.count);
    return false;
  };
}

function newCounterpart(formatTel: string, facts: NumberFacts): Counterpart {
  const nothing = { inTimes: 0, inLength: 0, outTimes: 0, outLength: 0, times: 0, length: 0 };
  return { formatTel, facts, ...nothing, first: Infinity, last: -Infinity };
}

function addCall(counterpart: Counterpart, time: number, length: number, incoming: 0 | 1): void {
  counterpart.times += 1;
  counterpart.length += length;
  counterpart.inTimes += incoming;
  counterpart.inLength += incoming * length;
  counterpart.outTimes += 1 - incoming;
  counterpart.outLength += (1 - incoming) * length;
  counterpart.first = Math.min(counterpart.first, time);
  counterpart.last = Math.max(counterpart.last, time);
}
