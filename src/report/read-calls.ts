/** The one pass over a record's rows: which are valid (report semantics §9), and columns of figures for those that are. */

import { type CallColumns, oddLength, oddTime, type ReportedCall, reportedCall } from '../domain/call-columns.ts';
import { daySeconds, monthOf } from '../domain/shanghai-time.ts';
import { repeatedCalls } from './repeated-calls.ts';
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
  /** Index of the call's row in the record. */
  rows: Int32Array;
  times: Float64Array;
  lengths: Float64Array;
  /** 1 for 被叫, 0 for 主叫. */
  incoming: Uint8Array;
  /** Index into the counterparts. */
  counterparts: Int32Array;
  /** Index into `regions`: where the own phone was. */
  places: Int32Array;
  /** Index into the months of the window. */
  months: Uint8Array;
  /** Provinces, `''` where none is known. */
  regions: string[];
}

/** A row that the report leaves out of its figures. */
export interface InvalidCall {
  row: ReportedCall;
  /** Of the row in the record. */
  index: number;
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

/** What is known of a number as it was printed; `index` is its counterpart's, -1 until a call of it counts. */
interface KnownNumber {
  formatTel: string;
  facts: NumberFacts;
  callable: boolean;
  index: number;
}

/**
 * Reads each distinct number, place and method once, whatever the number of rows.
 * `undatedMonths`: index of a row without a readable time → the month it was asked for with.
 */
export function readCalls(
  rows: CallColumns,
  undatedMonths: ReadonlyMap<number, string>,
  window: Window,
  directory: Directory,
): ReadCalls {
  const calls = emptyColumns(rows.count);
  const invalid: InvalidCall[] = [];
  const counterparts: Counterpart[] = [];
  const indexes = new Map<string, number>();
  const isRepeated = repeatedCalls(calls);
  const numbers: KnownNumber[] = [];
  const methods = rows.methodTexts.map(readMethod);
  const placeOf = placesOf(rows.placeTexts, calls.regions, directory);
  const monthIndexOf = monthIndexes(window.monthStarts);

  const windowStart = window.monthStarts.at(-1) ?? window.now;
  const earliest = window.openDate === null ? -Infinity : window.openDate - daySeconds;

  for (let rowIndex = 0; rowIndex < rows.count; rowIndex += 1) {
    const time = timeOf(rows, rowIndex);
    // Older than the report is not wrong, only of no interest; before open_date is wrong, however old.
    if (time !== null && time < windowStart && time >= earliest) continue;
    const length = lengthOf(rows, rowIndex);
    const incoming = methods[rows.methods[rowIndex] ?? 0] ?? null;
    const tel = rows.tels[rowIndex] ?? 0;
    let number = numbers[tel];
    if (number === undefined) {
      number = knownNumber(rows.telTexts[tel] ?? '', directory);
      numbers[tel] = number;
    }
    if (
      time === null ||
      length === null ||
      incoming === null ||
      !number.callable ||
      time > window.now ||
      time < earliest
    ) {
      const row = reportedCall(rows, rowIndex);
      const month = time === null ? (undatedMonths.get(rowIndex) ?? monthInText(row.call_time)) : monthOf(time);
      invalid.push({ row, index: rowIndex, month, length, formatTel: number.formatTel, facts: number.facts });
      continue;
    }

    if (number.index === -1) number.index = indexIn(counterparts, indexes, number, time);
    if (isRepeated(time, length, incoming, number.index)) continue;
    const at = calls.count;
    calls.rows[at] = rowIndex;
    calls.times[at] = time;
    calls.lengths[at] = length;
    calls.incoming[at] = incoming;
    calls.counterparts[at] = number.index;
    calls.places[at] = placeOf(rows.places[rowIndex] ?? 0);
    calls.months[at] = monthIndexOf(time);
    calls.count += 1;
    const counterpart = counterparts[number.index];
    if (counterpart !== undefined) addCall(counterpart, time, length, incoming);
  }
  return { calls, counterparts, invalid };
}

function timeOf(rows: CallColumns, at: number): number | null {
  const time = rows.times[at] ?? oddTime;
  if (time !== oddTime) return time;
  const text = rows.oddTimes.get(at) ?? '';
  return text.length === 10 ? wholeNumber(text) : null;
}

function lengthOf(rows: CallColumns, at: number): number | null {
  const length = rows.lengths[at] ?? oddLength;
  return length === oddLength ? wholeNumber(rows.oddLengths.get(at) ?? '') : length;
}

/** A damaged time often still begins with its month: `2026-11-03 1?:22:10`. */
function monthInText(time: string): string {
  const [, year = '', month = ''] = /^(20\d{2})[-/年.]?(0[1-9]|1[0-2])(?!\d)/.exec(time) ?? [];
  return year + month;
}

/** Null for anything but digits, and for more of them than a sum of them could hold. */
function wholeNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function emptyColumns(size: number): Calls {
  return {
    count: 0,
    rows: new Int32Array(size),
    times: new Float64Array(size),
    lengths: new Float64Array(size),
    incoming: new Uint8Array(size),
    counterparts: new Int32Array(size),
    places: new Int32Array(size),
    months: new Uint8Array(size),
    regions: [''],
  };
}

/** Index into `regions` of a place by its index in `texts`; each is looked at once, when it first comes. */
function placesOf(texts: readonly string[], regions: string[], directory: Directory): (place: number) => number {
  const known = new Int32Array(texts.length).fill(-1);
  return (place) => {
    const index = known[place] ?? -1;
    if (index !== -1) return index;
    const found = indexOfRegion(regions, directory.provinceOf(texts[place] ?? ''));
    known[place] = found;
    return found;
  };
}

/** Calls come in order, so the month of one is nearly always that of the one before. */
function monthIndexes(starts: readonly number[]): (time: number) => number {
  let month = 0;
  return (time) => {
    while (month > 0 && time >= (starts[month - 1] ?? Infinity)) month -= 1;
    while (month < starts.length - 1 && time < (starts[month] ?? 0)) month += 1;
    return month;
  };
}

function knownNumber(raw: string, directory: Directory): KnownNumber {
  const { formatTel, kind } = directory.normalise(raw);
  return { formatTel, facts: directory.lookUp(formatTel), callable: kind !== 'hidden', index: -1 };
}

/** Numbers that were printed in several ways are one counterpart. */
function indexIn(
  counterparts: Counterpart[],
  indexes: Map<string, number>,
  { formatTel, facts }: KnownNumber,
  time: number,
): number {
  const known = indexes.get(formatTel);
  if (known !== undefined) return known;
  const index = counterparts.push(newCounterpart(formatTel, facts, time)) - 1;
  indexes.set(formatTel, index);
  return index;
}

function indexOfRegion(regions: string[], region: string): number {
  const found = regions.indexOf(region);
  return found === -1 ? regions.push(region) - 1 : found;
}

/** 1 for 被叫 and diverted calls, 0 for 主叫, null for anything else (carrier facts §6). */
function readMethod(method: string): 0 | 1 | null {
  if (method === '主叫') return 0;
  if (method === '被叫') return 1;
  if (method.includes('主叫')) return 0;
  return /被叫|呼转|呼叫转移|前转/.test(method) ? 1 : null;
}

function newCounterpart(formatTel: string, facts: NumberFacts, time: number): Counterpart {
  return {
    formatTel,
    facts,
    inTimes: 0,
    inLength: 0,
    outTimes: 0,
    outLength: 0,
    times: 0,
    length: 0,
    first: time,
    last: time,
  };
}

function addCall(counterpart: Counterpart, time: number, length: number, incoming: 0 | 1): void {
  counterpart.times += 1;
  counterpart.length += length;
  if (incoming === 1) {
    counterpart.inTimes += 1;
    counterpart.inLength += length;
  } else {
    counterpart.outTimes += 1;
    counterpart.outLength += length;
  }
  if (time < counterpart.first) counterpart.first = time;
  if (time > counterpart.last) counterpart.last = time;
}
