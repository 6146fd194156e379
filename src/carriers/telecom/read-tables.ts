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
  parser.end(html);
  return tables;
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
