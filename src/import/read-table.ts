/** The calls in one sheet of an export: finds the header, then reads row by row, over page breaks and totals. */

import { monthOf } from '../domain/shanghai-time.ts';
import { BadFile } from './bad-file.ts';
import { type Columns, knownNames, missingColumns, readHeader } from './columns.ts';
import { type ReadRow, readRow } from './read-row.ts';
import { readDay } from './read-when.ts';
import { isRemark, saysNone } from './remark.ts';

export interface TableCall extends ReadRow {
  /** As the file counts, from 1. */
  row: number;
  /** `YYYYMM` that the call is from, or, when its time cannot be read, that its neighbours are from; '' unknown. */
  month: string;
}

export interface Table {
  calls: TableCall[];
  /** The file says in words that there are no calls. */
  saysNone: boolean;
}

/** A preamble holds a title, the customer, the period and some advice. */
const rowsSearched = 30;

/** Index of the header row, -1 when none of the first rows is one. */
export function findHeader(rows: readonly (readonly string[])[]): number {
  return rows.slice(0, rowsSearched).findIndex((row) => readHeader(row) !== null);
}

/** What stands in place of a header, for whoever brought the file. Only known names are repeated: a row may hold a person. */
export function headerNotFound(rows: readonly (readonly string[])[]): string {
  const best = rows
    .slice(0, rowsSearched)
    .map((row, index) => ({ row: index + 1, names: knownNames(row) }))
    .reduce((a, b) => (b.names.length > a.names.length ? b : a), { row: 1, names: [] });
  const found = best.names.length === 0 ? 'no column names' : `only ${best.names.join(', ')} in row ${best.row}`;
  return `found ${found} in the first ${Math.min(rows.length, rowsSearched)} rows, expected a row with at least four names such as 起始时间, 通信方式, 对方号码, 通信时长`;
}

/** `month` (`YYYYMM`) is the one that the file states, '' when it states none. Throws a BadFile when a needed column is not there. */
export function readTable(rows: readonly (readonly string[])[], header: number, month: string): Table {
  let columns: Columns = {};
  let day: string | null = null;
  let lastMonth = month;
  const table: Table = { calls: [], saysNone: false };
  for (const [index, row] of rows.entries()) {
    const cells = row.filter((cell) => cell !== '');
    if (index < header || cells.length === 0) continue;
    const again = readHeader(row);
    if (again !== null) {
      requireColumns(again, row, index + 1);
      columns = again;
      continue;
    }
    const onlyDay = cells.length === 1 ? readDay(cells[0] ?? '') : null;
    day = onlyDay ?? readDay(row[columns.date ?? -1] ?? '') ?? day;
    if (onlyDay !== null) continue;
    const read = readRow(row, columns, day, month || lastMonth);
    const undated = read.unreadable.includes('time');
    if (undated && isRemark(cells)) {
      table.saysNone ||= cells.some(saysNone);
      continue;
    }
    if (!undated) lastMonth = monthOf(Number(read.call.call_time));
    table.calls.push({ ...read, row: index + 1, month: undated ? lastMonth : monthOf(Number(read.call.call_time)) });
  }
  return table;
}

function requireColumns(columns: Columns, row: readonly string[], rowNumber: number): void {
  const missing = missingColumns(columns);
  if (missing.length === 0) return;
  throw new BadFile(`found ${knownNames(row).join(', ')} in row ${rowNumber}, expected ${missing.join(', ')} too`);
}
