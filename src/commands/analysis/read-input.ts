/** Reads an input JSON from a file: its calls batch by batch, so that a million of them fit. */

import type { CallRecord } from '../../domain/call-record.ts';
import { type AnalysisInput, callRowReader, checkInput } from './check-record.ts';
import { readJsonWithList } from './read-json.ts';

/** Throws an InputError when the file cannot be read, is no JSON or holds something else than a record. */
export function readInput(path: string): AnalysisInput {
  const calls: CallRecord[] = [];
  const readRow = callRowReader();
  const document = readJsonWithList(path, ['record', 'call_log'], (items) => {
    for (const item of items) calls.push(readRow(item, calls.length));
  });
  return checkInput(document, calls);
}
