/** Calls as columns: what the report reads of them (five of a row's eight texts), each text held once, figures as figures. */

import type { CallRecord } from './call-record.ts';

/** What the report reads of a call. */
export type ReportedCall = Pick<CallRecord, 'call_from' | 'call_time' | 'call_tel' | 'call_method' | 'call_duration'>;

/** One entry a call in each of the five lists; the texts of every call can be had back (`reportedCall`). */
export interface CallColumns {
  count: number;
  /** Unix seconds; `oddTime` where the text is no such figure, or not printed as one is. */
  times: Uint32Array<ArrayBuffer>;
  /** Seconds; `oddLength` where the text is no such figure, or not printed as one is. */
  lengths: Uint32Array<ArrayBuffer>;
  /** Indexes into the texts below. */
  tels: Uint32Array<ArrayBuffer>;
  places: Uint32Array<ArrayBuffer>;
  methods: Uint32Array<ArrayBuffer>;
  /** Each distinct text once, in the order in which they came. */
  telTexts: readonly string[];
  placeTexts: readonly string[];
  methodTexts: readonly string[];
  /** By the call's index. */
  oddTimes: ReadonlyMap<number, string>;
  oddLengths: ReadonlyMap<number, string>;
}

export const oddTime = 0;
export const oddLength = 0xffff_ffff;

export interface CallCollector {
  add(call: ReportedCall): void;
  /** Once, when all calls are in. */
  columns(): CallColumns;
}

export function columnsOf(calls: readonly ReportedCall[]): CallColumns {
  const collector = collectCalls(calls.length);
  for (const call of calls) collector.add(call);
  return collector.columns();
}

/** `expectedCount` saves copying; more calls than that may come. */
export function collectCalls(expectedCount: number): CallCollector {
  let size = Math.max(expectedCount, 1);
  let times = new Uint32Array(size);
  let lengths = new Uint32Array(size);
  let tels = new Uint32Array(size);
  let places = new Uint32Array(size);
  let methods = new Uint32Array(size);
  const tel = distinctTexts();
  const place = distinctTexts();
  const method = distinctTexts();
  const oddTimes = new Map<number, string>();
  const oddLengths = new Map<number, string>();
  let count = 0;

  function grow(): void {
    size *= 2;
    times = grown(times, size);
    lengths = grown(lengths, size);
    tels = grown(tels, size);
    places = grown(places, size);
    methods = grown(methods, size);
  }

  return {
    add({ call_from, call_time, call_tel, call_method, call_duration }) {
      if (count === size) grow();
      const time = call_time.length === 10 ? printedFigure(call_time) : -1;
      if (time > oddTime) times[count] = time;
      else oddTimes.set(count, call_time);
      const length = printedFigure(call_duration);
      lengths[count] = length === -1 ? oddLength : length;
      if (length === -1) oddLengths.set(count, call_duration);
      tels[count] = tel.indexOf(call_tel);
      places[count] = place.indexOf(call_from);
      methods[count] = method.indexOf(call_method);
      count += 1;
    },
    columns: () => ({
      count,
      times: times.subarray(0, count),
      lengths: lengths.subarray(0, count),
      tels: tels.subarray(0, count),
      places: places.subarray(0, count),
      methods: methods.subarray(0, count),
      telTexts: tel.texts,
      placeTexts: place.texts,
      methodTexts: method.texts,
      oddTimes,
      oddLengths,
    }),
  };
}

/** The texts of a call as they came. */
export function reportedCall(columns: CallColumns, at: number): ReportedCall {
  return {
    call_from: columns.placeTexts[columns.places[at] ?? 0] ?? '',
    call_time: columns.oddTimes.get(at) ?? String(columns.times[at]),
    call_tel: columns.telTexts[columns.tels[at] ?? 0] ?? '',
    call_method: columns.methodTexts[columns.methods[at] ?? 0] ?? '',
    call_duration: columns.oddLengths.get(at) ?? String(columns.lengths[at]),
  };
}

function distinctTexts(): { texts: string[]; indexOf(text: string): number } {
  const texts: string[] = [];
  const indexes = new Map<string, number>();
  return {
    texts,
    indexOf(text) {
      const known = indexes.get(text);
      if (known !== undefined) return known;
      indexes.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}

function grown(from: Uint32Array<ArrayBuffer>, size: number): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(size);
  to.set(from);
  return to;
}

/** The figure whose decimal print is the text; -1 when there is none below 2³² - 1. By hand: a pattern and Number() take five times as long. */
function printedFigure(text: string): number {
  if (text.length === 0 || text.length > 10) return -1;
  let value = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value >= oddLength || (text.length > 1 && text.charCodeAt(0) === 48) ? -1 : value;
}
