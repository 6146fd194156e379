/** The tables of an HTML page as texts: tables, their rows, the rows' cells, without a tree of nodes in between. */

import { Parser } from 'htmlparser2';

export type Table = string[][];

/** `th` and `td` alike, trimmed. Tables are in the order in which they begin; a nested one takes the rows until a new one begins. */
export function readTables(html: string): Table[] {
  const tables: Table[] = [];
  let row: string[] = [];
  let cell: string | null = null;

  function endCell() {
    if (cell !== null) row.push(cell.trim());
    cell = null;
  }

  const parser = new Parser({
    onopentagname(name) {
      if (name === 'table') tables.push([]);
      if (name === 'tr') {
        row = [];
        tables.at(-1)?.push(row);
      }
      if (name === 'td' || name === 'th') cell = '';
    },
    ontext(text) {
      if (cell !== null) cell += text;
    },
    // Also told for a cell that the page leaves open, as soon as the next one begins.
    onclosetag(name) {
      if (name === 'td' || name === 'th') endCell();
    },
  });
  let fed = 0;
  for (let at = html.indexOf('<tr'); at >= 0; at = html.indexOf('<tr', Math.max(fed, at + 1))) {
    const plain = plainRowAt(html, at);
    if (plain === null) continue;
    const known = row;
    parser.write(html.slice(fed, plain.end));
    fed = plain.end;
    // In a script or a comment it is no row.
    const isSeen = row !== known && row === tables.at(-1)?.at(-1) && isSame(row, plain.cells);
    if (!isSeen) continue;
    // The parser stands where it stood before any further row of this form: what it would say of them is known.
    for (let next = plainRowAt(html, fed); next !== null; next = plainRowAt(html, fed)) {
      row = next.cells;
      tables.at(-1)?.push(row);
      fed = next.end;
    }
  }
  parser.end(html.slice(fed));
  return tables;
}

const attributes = String.raw`(?: [\w-]+="[^"<>]*")*`;
/** A row of closed cells that hold text and nothing to decode, with the blanks that follow it: in lists of calls nearly all are such. */
const plainRow = new RegExp(String.raw`<tr${attributes}>\s*(?:<(t[dh])${attributes}>[^<>&\0]*</\1>\s*)+</tr>\s*`, 'y');
/** What stands between two cells of such a row, the row's own tags among it. */
const betweenCells = /<\/t[dh]>\s*(?:<t[dh][^>]*>)?/;

/** Read without the parser, a page of such rows takes a quarter of the time. */
function plainRowAt(html: string, at: number): { cells: string[]; end: number } | null {
  plainRow.lastIndex = at;
  const text = plainRow.exec(html)?.[0];
  if (text === undefined) return null;
  const cells = text.slice(text.indexOf('>', text.indexOf('<t', 1)) + 1).split(betweenCells);
  // After the last cell comes the end of the row.
  cells.pop();
  return { cells: cells.map((cell) => cell.trim()), end: at + text.length };
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index]);
}

/** Rows that hold a label and its value, or several such pairs: `客户名称：` → its value under `客户名称`. */
export function pairsOf(tables: readonly Table[]): [string, string][] {
  return tables.flat().flatMap((row) =>
    row.flatMap((label, index): [string, string][] => {
      const value = row[index + 1];
      return index % 2 === 0 && value !== undefined ? [[label.replace(/[：:]$/, ''), value]] : [];
    }),
  );
}
