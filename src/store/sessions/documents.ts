/** What a session's polls are given: a reply's bytes as they will be sent, gzipped and sealed. */

import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import { type RawBuilder, sql } from 'kysely';
import { dateOf } from '../database/date-of.ts';
import type { Database } from '../database.ts';
import type { Session } from '../sessions.ts';
import { open, seal } from '../vault.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** The replies of `/calls/record`, `/calls/report`, `/cuishou` and `/itag`. */
export type DocumentKind = 'record' | 'report' | 'score' | 'tags';

/** What is made in one go from a record; packed by `packDocument`. */
export type ReportDocuments = Record<Exclude<DocumentKind, 'record'>, Buffer>;

/** What is made from what a carrier gave: the reply, and its calls as the report reads them; packed by `packDocument` and `packBlock`. */
export interface RecordDocuments {
  record: Buffer;
  columns: Buffer;
}

/** Gzipped reply bytes, to be sent as they are or unpacked for a client without gzip. */
export interface StoredDocument {
  gzipped: Buffer;
  plain(): Promise<Buffer>;
}

const columns = { report: 'body_sealed', score: 'score_sealed', tags: 'tags_sealed' } as const;

/** Gzip level 3 instead of 6: a third of the time for a tenth more bytes on call rows. */
const gzipLevel = 3;

/** Prepares a reply outside the transaction that stores it. */
export async function packDocument(reply: object): Promise<Buffer> {
  return packBlock(Buffer.from(JSON.stringify(reply)));
}

/** What is packed at once: 0.04 ms for 5 KB, 0.5 ms for 180 KB, where the thread pool takes 0.15 and 0.7 ms of CPU (2-core VM, 2026-11-28). */
const mostBytesAtOnce = 256 * 1024;
/** And unpacked: of calls, 13 KB become 180. */
const mostPackedAtOnce = 20 * 1024;

export async function packBlock(bytes: Buffer): Promise<Buffer> {
  const options = { level: gzipLevel };
  return bytes.length > mostBytesAtOnce ? compress(bytes, options) : gzipSync(bytes, options);
}

async function unpackBlock(packed: Buffer): Promise<Buffer> {
  return packed.length > mostPackedAtOnce ? decompress(packed) : gunzipSync(packed);
}

export function unpackedLater(gzipped: Buffer): StoredDocument {
  return { gzipped, plain: () => unpackBlock(gzipped) };
}

/** The statement, for `Along.inserts`; nothing when the session has a record already: a job that runs twice stores once. */
export function insertRecord(session: Session, { record, columns }: RecordDocuments, now: number): RawBuilder<unknown> {
  return sql`
    insert into records (sid, body_sealed, columns_sealed, fetched_at)
    select sid, ${sealed(session, 'record', record)}::bytea, ${sealed(session, 'columns', columns)}::bytea,
      ${dateOf(now)}::timestamptz from moved
    on conflict do nothing`;
}

/** The statement, for `Along.inserts`; nothing when the session has a report already. */
export function insertReport(
  session: Session,
  { report, score, tags }: ReportDocuments,
  now: number,
): RawBuilder<unknown> {
  return sql`
    insert into reports (sid, body_sealed, score_sealed, tags_sealed, reported_at)
    select sid, ${sealed(session, 'report', report)}::bytea, ${sealed(session, 'score', score)}::bytea,
      ${sealed(session, 'tags', tags)}::bytea, ${dateOf(now)}::timestamptz from moved
    on conflict do nothing`;
}

function sealed({ sid, dataKey }: Session, kind: DocumentKind | 'columns', packed: Buffer): Buffer {
  if (!dataKey) throw new Error('an erased session stores nothing');
  return seal(dataKey, `${kind}:${sid}`, packed);
}

export async function findDocument(db: Database, kind: DocumentKind, session: Session): Promise<StoredDocument | null> {
  const body = await sealedBody(db, kind, session.sid);
  if (!body || !session.dataKey) return null;
  return unpackedLater(open(session.dataKey, `${kind}:${session.sid}`, Buffer.from(body)));
}

/** The record's calls as columns; null for a record that was stored without, and for an erased session. */
export async function findColumns(db: Database, { sid, dataKey }: Session): Promise<Buffer | null> {
  const row = await db.selectFrom('records').select('columns_sealed').where('sid', '=', sid).executeTakeFirst();
  if (!row?.columns_sealed || !dataKey) return null;
  return unpackBlock(open(dataKey, `columns:${sid}`, Buffer.from(row.columns_sealed)));
}

async function sealedBody(db: Database, kind: DocumentKind, sid: string): Promise<Uint8Array | null> {
  if (kind === 'record') {
    const row = await db.selectFrom('records').select('body_sealed').where('sid', '=', sid).executeTakeFirst();
    return row?.body_sealed ?? null;
  }
  const row = await db
    .selectFrom('reports')
    .select((select) => select.ref(columns[kind]).as('body'))
    .where('sid', '=', sid)
    .executeTakeFirst();
  return row?.body ?? null;
}
