/** Calls as columns, and the rest of their record, as bytes: what the report job reads in place of the record's JSON. */

import type { CallColumns } from './call-columns.ts';
import type { RecordHead } from './call-record.ts';

export interface ColumnRecord {
  record: RecordHead;
  calls: CallColumns;
}

/** Another layout gets another mark; a block with an unknown one is passed over, and the JSON is read. */
const layoutMark = 0x3163_6478;

/** What stands in JSON before the figures. */
interface BlockHead {
  record: RecordHead;
  count: number;
  tels: readonly string[];
  places: readonly string[];
  methods: readonly string[];
  oddTimes: readonly [at: number, text: string][];
  oddLengths: readonly [at: number, text: string][];
}

/** The mark, the head's length in bytes, the head with blanks up to a multiple of four, five columns of 32 bits. */
export function packColumns({ record, calls }: ColumnRecord): Buffer {
  const head: BlockHead = {
    record,
    count: calls.count,
    tels: calls.telTexts,
    places: calls.placeTexts,
    methods: calls.methodTexts,
    oddTimes: [...calls.oddTimes],
    oddLengths: [...calls.oddLengths],
  };
  const text = Buffer.from(JSON.stringify(head));
  const headBytes = Math.ceil(text.length / 4) * 4;
  const start = Buffer.alloc(8 + headBytes, ' ');
  start.writeUInt32LE(layoutMark, 0);
  start.writeUInt32LE(headBytes, 4);
  text.copy(start, 8);
  const figures = [calls.times, calls.lengths, calls.tels, calls.places, calls.methods];
  return Buffer.concat([
    start,
    ...figures.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength)),
  ]);
}

/** Null for a block of another layout. The bytes are trusted: they were sealed by us. */
export function unpackColumns(bytes: Buffer): ColumnRecord | null {
  if (bytes.length < 8 || bytes.readUInt32LE(0) !== layoutMark) return null;
  const from = 8 + bytes.readUInt32LE(4);
  const head: BlockHead = JSON.parse(bytes.toString('utf8', 8, from));
  const { record, count } = head;
  // Copied: a column must begin at a multiple of four, and a buffer out of gunzip's pool need not.
  const figures = new Uint32Array(new Uint8Array(bytes.subarray(from)).buffer);
  const column = (index: number) => figures.subarray(index * count, (index + 1) * count);
  const calls: CallColumns = {
    count,
    times: column(0),
    lengths: column(1),
    tels: column(2),
    places: column(3),
    methods: column(4),
    telTexts: head.tels,
    placeTexts: head.places,
    methodTexts: head.methods,
    oddTimes: new Map(head.oddTimes),
    oddLengths: new Map(head.oddLengths),
  };
  return { record, calls };
}
