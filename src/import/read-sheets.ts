/** The tables of a file that a carrier exported, whatever its name says it is: BIFF, zipped XML, HTML, CSV or TSV. */

import { CFB, read, set_cptable, type WorkBook } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import Papa from 'papaparse';
import { BadFile } from './bad-file.ts';
import { cellText } from './cell-text.ts';
import { cleanCell } from './clean-cell.ts';
import { decodeText } from './text-encoding.ts';

/** Cells are cleaned; row n of the file is `rows[n - 1]`, blank rows included. */
export interface Sheet {
  /** '' where the file has only one. */
  name: string;
  rows: string[][];
}

/** Old BIFF files hold their texts in the code page of the machine that wrote them. */
set_cptable(codepages);

const expected = 'expected an export of calls as xls, xlsx, csv, or a table in HTML or tab-separated text';
const locked = 'found a password on it, expected none: open it with the password and save it without';

/** What a file's first bytes say, and what to do with it. */
const containers: readonly (readonly [magic: string, read: (bytes: Buffer) => WorkBook])[] = [
  ['PK\x03\x04', readZip],
  ['\xd0\xcf\x11\xe0', readCompound],
  ['%PDF', refuse('found a PDF')],
  ['Rar!', refuse('found a RAR archive')],
  ['7z\xbc\xaf', refuse('found a 7z archive')],
  ['\x1f\x8b', refuse('found a gzip file')],
];

/** Throws a BadFile without the file's name when there is nothing in it to read. */
export function readSheets(bytes: Buffer): Sheet[] {
  if (bytes.length === 0) throw new BadFile(`found an empty file, ${expected}`);
  const head = bytes.toString('latin1', 0, 8);
  const container = containers.find(([magic]) => head.startsWith(magic));
  if (container !== undefined) return sheetsOf(container[1](bytes));
  const text = decodeText(bytes);
  return /^\s*<(?=[\s\S]*<(table|\w*:?Workbook)\b)/i.test(text) ? sheetsOf(readMarkup(text)) : [readDelimited(text)];
}

function refuse(found: string): (bytes: Buffer) => never {
  return () => {
    throw new BadFile(`${found}, ${expected}`);
  };
}

function readZip(bytes: Buffer): WorkBook {
  // Bit 0 of a zip entry's flags: it is encrypted. Carriers mail exports so.
  if (((bytes[6] ?? 0) & 1) === 1) throw new BadFile(locked);
  return readWorkbook(bytes, 'a zip archive without a workbook in it');
}

function readCompound(bytes: Buffer): WorkBook {
  const wrong = 'a damaged or foreign Office file';
  const streams: { FullPaths: string[] } = tryTo(() => CFB.read(bytes, { type: 'buffer' }), wrong);
  if (streams.FullPaths.some((path) => path.endsWith('EncryptedPackage'))) throw new BadFile(locked);
  return readWorkbook(bytes, wrong);
}

function readWorkbook(bytes: Buffer, wrong: string): WorkBook {
  return tryTo(() => read(bytes, { type: 'buffer', dense: true, cellNF: true }), wrong);
}

/** With `raw` every cell of an HTML table stays the text that it is. */
function readMarkup(text: string): WorkBook {
  return tryTo(() => read(text, { type: 'string', dense: true, cellNF: true, raw: true }), 'damaged HTML or XML');
}

function tryTo<T>(act: () => T, wrong: string): T {
  try {
    return act();
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    throw new BadFile(/password|encrypt/i.test(message) ? locked : `found ${wrong}, ${expected}`, { cause: error });
  }
}

function sheetsOf(book: WorkBook): Sheet[] {
  const from1904 = book.Workbook?.WBProps?.date1904 === true;
  return book.SheetNames.map((name) => ({
    name: book.SheetNames.length > 1 ? name : '',
    rows: Array.from(book.Sheets[name]?.['!data'] ?? [], (row) =>
      Array.from(row ?? [], (cell) => cleanCell(cellText(cell, from1904))),
    ),
  }));
}

/** Of the usual separators the one that stands most often in the first rows: a preamble has few of any. */
function readDelimited(text: string): Sheet {
  const top = text.split('\n', 30).join('\n');
  const [delimiter = ','] = ['\t', ',', ';', '|'].toSorted((a, b) => top.split(b).length - top.split(a).length);
  const { data } = Papa.parse<string[]>(text, { delimiter });
  return { name: '', rows: data.map((row) => row.map(cleanCell)) };
}
