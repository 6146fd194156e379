/** Reads an input JSON from a file: its calls batch by batch into columns, so that a million of them fit. */

import { collectCalls } from '../../domain/call-columns.ts';
import { type AnalysisInput, checkInput, readCallRow } from './check-record.ts';
import { readJsonWithList } from './read-json.ts';

/** Throws an InputError when the file cannot be read, is no JSON or holds something else than a record. */
export function readInput(path: string): AnalysisInput {
  const calls = collectCalls(1024);
  let count = 0;
  const document = readJsonWithList(path, ['record', 'call_log'], (items) => {
    for (const item of items) {
      calls.add(readCallRow(item, count));
      count += 1;
    }
  });
  return checkInput(document, calls.columns());
}
