/** The lines of a tag list as fields, from CSV with a header or from JSON lines, however long the file is. */

import Papa from 'papaparse';
import { BadFile } from './bad-file.ts';
import { cleanCell } from './clean-cell.ts';
import { readLines } from './read-lines.ts';
import type { LineFault } from './read-tag-line.ts';
import { expectedNames, type TagField, type TagLine, tagFieldOf } from './tag-fields.ts';

/** A line of the file, counted from 1; null for one that says nothing (blank, or the header). */
export type ReadLine = TagLine | LineFault | null;

/** Pieces of the file in order, every line one entry. Throws a BadFile when the header is none. */
export async function* readTagLines(path: string): AsyncGenerator<ReadLine[]> {
  let read: ((piece: string) => ReadLine[]) | null = null;
  for await (const piece of readLines(path)) {
    read ??= /^\s*\{/.test(piece) ? readJsonLines : csvReader(piece);
    yield read(piece);
  }
}

function csvReader(firstPiece: string): (piece: string) => ReadLine[] {
  const [top = ''] = firstPiece.split('\n', 1);
  const delimiter = [',', '\t', ';'].find((one) => top.includes(one)) ?? ',';
  let columns: TagField[] | null = null;
  return (piece) => {
    const { data, errors } = Papa.parse<string[]>(piece.replace(/\r?\n$/, ''), { delimiter });
    const torn = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
    return data.flatMap((row, at): ReadLine[] => {
      if (columns === null) {
        columns = readHeader(row);
        return [null];
      }
      // A value with line breaks in it has swallowed as many lines, which count for the numbers of those behind it.
      const swallowed = row.join('').split('\n').length - 1;
      if (swallowed > 0 || torn.has(at)) return [runsOn, ...Array.from({ length: swallowed }, () => null)];
      return [row.every((cell) => cell === '') ? null : fieldsOf(row, columns)];
    });
  };
}

const runsOn: LineFault = { fault: 'a quoted value does not end in its line' };

function readHeader(row: readonly string[]): TagField[] {
  const columns = row.map((name) => {
    const field = tagFieldOf(name);
    if (field !== null) return field;
    // A file without a header has a number there.
    const found = /^[A-Za-z_ \u4e00-\u9fff]{1,30}$/.test(name) ? `the column ${name}` : 'no header';
    throw new BadFile(`found ${found} in line 1, expected the columns ${expectedNames}`);
  });
  if (!columns.includes('number'))
    throw new BadFile(`found no number in line 1, expected the columns ${expectedNames}`);
  return columns;
}

function fieldsOf(row: readonly string[], columns: readonly TagField[]): ReadLine {
  if (row.length > columns.length) return { fault: `has ${row.length} values for ${columns.length} columns` };
  return Object.fromEntries(row.map((cell, at) => [columns[at], cleanCell(cell)]));
}

function readJsonLines(piece: string): ReadLine[] {
  return piece
    .replace(/\r?\n$/, '')
    .split('\n')
    .map((line) => (line.trim() === '' ? null : readObject(line)));
}

function readObject(line: string): ReadLine {
  const object = parse(line);
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return { fault: 'is no JSON object' };
  const fields: TagLine = {};
  for (const [key, value] of Object.entries(flat(object))) {
    const field = tagFieldOf(key);
    if (field === null) return { fault: `has a key that is none of ${expectedNames}` };
    fields[field] = textOf(value);
  }
  return fields;
}

/** `flag` may be written as the directory writes it: `{"type": …, "num": …}`; the type says which id. */
function flat(object: object): Record<string, unknown> {
  const { flag, ...rest }: { flag?: unknown } = object;
  if (typeof flag !== 'object' || flag === null) return { ...object };
  const { type, num }: { type?: unknown; num?: unknown } = flag;
  return { ...rest, flag_type: type, flag_num: num };
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
