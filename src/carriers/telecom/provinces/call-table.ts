/** A list of calls in an HTML table, its columns found by their heads. */

import type { CallRecord } from '../../../domain/call-record.ts';
import { PortalTrouble } from '../../portal-trouble.ts';
import { readTables, type Table } from '../read-tables.ts';
import { type RawCall, readCall } from './read-call.ts';

/** What each column's head begins with (`通话时长(秒)`). */
export type Heads = Readonly<Record<keyof RawCall, string>>;

export interface CallTable {
  /** Cells of the rows under the head. */
  rows: Table;
  toCall: (row: readonly string[], month: string) => CallRecord;
}

/** Throws a PortalTrouble when no table of the page has all the heads. */
export function readCallTable(text: string, page: string, heads: Heads): CallTable {
  for (const table of readTables(text)) {
    const columns = columnsIn(table[0] ?? [], heads);
    if (columns === null) continue;
    const cellAt = (row: readonly string[], key: keyof RawCall) => row[columns[key]] ?? '';
    return {
      rows: table.slice(1),
      toCall: (row, month) =>
        readCall(
          {
            place: cellAt(row, 'place'),
            time: cellAt(row, 'time'),
            number: cellAt(row, 'number'),
            method: cellAt(row, 'method'),
            type: cellAt(row, 'type'),
            fee: cellAt(row, 'fee'),
            duration: cellAt(row, 'duration'),
          },
          month,
        ),
    };
  }
  throw new PortalTrouble('unknownPage', page);
}

function columnsIn(headRow: readonly string[], heads: Heads): Record<keyof RawCall, number> | null {
  const indexOf = (head: string) => headRow.findIndex((cell) => cell.startsWith(head));
  const columns = {
    place: indexOf(heads.place),
    time: indexOf(heads.time),
    number: indexOf(heads.number),
    method: indexOf(heads.method),
    type: indexOf(heads.type),
    fee: indexOf(heads.fee),
    duration: indexOf(heads.duration),
  };
  return Object.values(columns).includes(-1) ? null : columns;
}
