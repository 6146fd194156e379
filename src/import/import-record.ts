/** Exported files of one subscriber put together into the record of §13, as the report wants it. */

import { createHash } from 'node:crypto';
import { type RecordData, undisclosed } from '../domain/call-record.ts';
import { addMonths } from '../domain/shanghai-time.ts';
import { BadFile } from './bad-file.ts';
import { type ExportedCall, type ExportFile, readExport } from './read-export.ts';

export interface ImportedRecord {
  record: RecordData;
  /** Rows kept as they are printed; the report lists them in `invalid_call_log`. */
  unreadable: ExportedCall[];
  /** Rows that stood in an earlier file already and are left out. */
  repeated: number;
}

/** So many rows are named in one message. */
const rowsNamed = 20;

/**
 * Throws a BadFile for the first file that cannot be used, and when any number is damaged: a report over the rest would be wrong.
 * Bills and registration are in no export: every month's bill is missing, the rest undisclosed.
 */
export function importRecord(files: readonly ExportFile[], tel: string): ImportedRecord {
  const exports = files.map((file) => readExport(file, tel));
  const damaged = exports.flatMap(({ calls }) => calls.filter((call) => call.damaged));
  if (damaged.length > 0) {
    throw new BadFile(
      `found ${damaged.length} numbers rounded by a spreadsheet (1.39E+10), expected all their digits: export again and do not save from Excel. ${placesOf(damaged)}`,
    );
  }
  const all = withoutRepeats(exports.map(({ calls }) => calls));
  const calls = newestFirst(all);
  const months = monthsFromTo(exports.flatMap((one) => one.months));
  const covered = new Set([...calls.map(({ month }) => month), ...exports.flatMap((one) => one.emptyMonths)]);
  const undated = calls.map(({ unreadable, month }, index) => ({ undated: unreadable.includes('time'), index, month }));
  return {
    record: {
      tel,
      uid: '',
      sid: sidOf(files, tel),
      call_log_missing_month_list: [],
      call_log_possibly_missing_month_list: months.filter((month) => !covered.has(month)),
      call_log_part_missing_month_list: [],
      phone_bill_missing_month_list: months,
      call_log: calls.map(({ call }) => call),
      tel_info: { full_name: undisclosed, id_card: undisclosed, address: undisclosed, open_date: undisclosed },
      bill: [],
      xiangdan: {
        undated_calls: undated
          .filter((one) => one.undated && one.month !== '')
          .map(({ index, month }) => ({ index, month })),
      },
    },
    unreadable: all.filter(({ unreadable }) => unreadable.length > 0),
    repeated: exports.reduce((sum, one) => sum + one.calls.length, 0) - all.length,
  };
}

/** `联通.xls row 17, …`, at most twenty and how many more. */
export function placesOf(calls: readonly ExportedCall[]): string {
  const named = calls.slice(0, rowsNamed).map(({ place }) => place);
  return named.join(', ') + (calls.length > rowsNamed ? ` and ${calls.length - rowsNamed} more` : '');
}

/** Months overlap between files; within one file two equal rows are the carrier's own and stay for the report to judge. */
function withoutRepeats(files: readonly (readonly ExportedCall[])[]): ExportedCall[] {
  const earlier = new Set<string>();
  return files.flatMap((calls) => {
    const fresh = calls.map((one) => ({ one, key: JSON.stringify(one.call) })).filter(({ key }) => !earlier.has(key));
    for (const { key } of fresh) earlier.add(key);
    return fresh.map(({ one }) => one);
  });
}

/** A row whose time cannot be read stays with the readable one that stands before it in its file. */
function newestFirst(calls: readonly ExportedCall[]): ExportedCall[] {
  let last = Number.POSITIVE_INFINITY;
  const placed = calls.map((call) => {
    if (!call.unreadable.includes('time')) last = Number(call.call.call_time);
    return { call, at: last };
  });
  return placed.sort((a, b) => (a.at === b.at ? 0 : b.at - a.at)).map(({ call }) => call);
}

/** A carrier shows six months, some twelve: what lies further than this from most rows has a damaged year. */
const monthsToEitherSide = 12;

/** Every month from the first to the last of `months`, ascending. */
function monthsFromTo(months: readonly string[]): string[] {
  const ordered = months.toSorted();
  const middle = ordered[Math.floor(ordered.length / 2)];
  if (middle === undefined) return [];
  const [from, to] = [addMonths(middle, -monthsToEitherSide), addMonths(middle, monthsToEitherSide)];
  const near = ordered.filter((month) => month >= from && month <= to);
  const [first = middle, last = middle] = [near[0], near.at(-1)];
  const range = [first];
  for (let month = first; month < last; ) {
    month = addMonths(month, 1);
    range.push(month);
  }
  return range;
}

/** The same files always give the same record. */
function sidOf(files: readonly ExportFile[], tel: string): string {
  const hash = createHash('sha256').update(tel);
  for (const { bytes } of files) hash.update(bytes);
  return `SID${hash.digest('hex').slice(0, 32)}`;
}
