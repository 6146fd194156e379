/** The calls of a fetched session as the report reads them. */

import { columnsOf } from '../domain/call-columns.ts';
import type { RecordData } from '../domain/call-record.ts';
import { type ColumnRecord, unpackColumns } from '../domain/pack-columns.ts';
import { findColumns, findDocument } from '../store/sessions/documents.ts';
import type { Session } from '../store/sessions.ts';
import type { Journey } from './journey.ts';

/** From the columns that were stored with the record; from its JSON where those are missing or of another layout. */
export async function fetchedCalls(journey: Journey, session: Session): Promise<ColumnRecord> {
  const block = await findColumns(journey.db, session);
  const unpacked = block && unpackColumns(block);
  if (unpacked) return unpacked;
  const document = await findDocument(journey.db, 'record', session);
  if (!document) throw new Error('a fetched session has no record');
  // Sealed and authenticated: what opens is what fetch-record stored.
  const { data }: { data: RecordData } = JSON.parse((await document.plain()).toString('utf8'));
  const { call_log, ...record } = data;
  return { record, calls: columnsOf(call_log) };
}
