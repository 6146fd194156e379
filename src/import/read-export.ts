/** One exported file: all its sheets, whose calls they are, and which months it speaks of. */

import { readTime } from '../domain/call-values/read-time.ts';
import { BadFile } from './bad-file.ts';
import { masked, mayBe, mobilesIn, withMasks } from './own-number.ts';
import { readSheets, type Sheet } from './read-sheets.ts';
import { findHeader, headerNotFound, readTable, type TableCall } from './read-table.ts';
import { monthsAbove, monthsInName } from './stated-months.ts';

export interface ExportFile {
  /** Without folders. */
  name: string;
  bytes: Buffer;
}

export interface ExportedCall extends TableCall {
  /** `联通.xls row 17`, `移动.xlsx sheet 201711 row 17`. */
  place: string;
}

export interface Export {
  calls: ExportedCall[];
  /** `YYYYMM`; those of the calls and those that the file states. */
  months: string[];
  /** Of `months`, those that the file explicitly has no calls for. */
  emptyMonths: string[];
}

/** Throws a BadFile that begins with the file's name. */
export function readExport({ name, bytes }: ExportFile, tel: string): Export {
  try {
    return readAll(name, readSheets(bytes), tel);
  } catch (error) {
    throw error instanceof BadFile ? new BadFile(`${withMasks(name)}: ${error.message}`, { cause: error }) : error;
  }
}

function readAll(name: string, sheets: Sheet[], tel: string): Export {
  const found = sheets.map((sheet) => ({ ...sheet, header: findHeader(sheet.rows) }));
  const tables = found.filter(({ header }) => header !== -1);
  const headless = found.find(({ rows, header }) => header === -1 && (tables.length === 0 || hasCalls(rows)));
  if (headless) {
    throw new BadFile(`${headless.name && `sheet ${headless.name} `}${headerNotFound(headless.rows)}`);
  }
  // Customer and period stand above the table, or in a table of their own before it.
  const preamble = found.flatMap(({ rows, header }) => (header === -1 ? rows.slice(0, 30) : rows.slice(0, header)));
  requireOwner(name, preamble, tel);

  const result: Export = { calls: [], months: [], emptyMonths: [] };
  for (const { name: sheet, rows, header } of tables) {
    const stated = [...monthsAbove(preamble), ...monthsInName(sheet), ...monthsInName(name)];
    const { calls, saysNone } = readTable(rows, header, stated[0] ?? '');
    const where = withMasks(sheet === '' ? name : `${name} sheet ${sheet}`);
    result.calls.push(...calls.map((call) => ({ ...call, place: `${where} row ${call.row}` })));
    result.months.push(...stated, ...calls.map(({ month }) => month).filter((month) => month !== ''));
    if (calls.length === 0 && saysNone) result.emptyMonths.push(...stated);
  }
  return result;
}

/** A table without a header is left out only when nothing in it can be a call: a row with a time and three values more. */
function hasCalls(rows: readonly (readonly string[])[]): boolean {
  const likeCalls = rows.filter(
    (row) => row.filter((cell) => cell !== '').length >= 4 && row.some((cell) => readTime(cell, '') !== null),
  );
  return likeCalls.length > 1;
}

/** Rows above a table and the file's name may name the subscriber; a customer service number in them does no harm. */
function requireOwner(name: string, preamble: readonly (readonly string[])[], tel: string): void {
  const places = [
    { where: 'in its name', numbers: mobilesIn(name) },
    { where: 'above its table', numbers: preamble.flatMap((row) => row.flatMap(mobilesIn)) },
  ];
  for (const { where, numbers } of places) {
    const [first] = numbers;
    if (first !== undefined && !numbers.some((number) => mayBe(number, tel)))
      throw new BadFile(`found the number ${masked(first)} ${where}, expected ${masked(tel)}`);
  }
}
