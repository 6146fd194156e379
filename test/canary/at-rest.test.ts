/** After journeys of every kind no byte of what subscribers typed, were sent or are stands anywhere but sealed: files, WAL, dumps, jobs, log, metrics. */

import { execFileSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/database.ts';
import { openReceiver, type Receiver } from '../journeys/push-receiver.ts';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../store-kinds.ts';
import { goEveryWay } from './every-way.ts';
import { type Form, findForms, findInDump, formsOf } from './forms.ts';
import { startWatched, type WatchedProcess } from './watched-process.ts';

/** The pretend carriers' own memory lies beside the store in all-in-one; it is theirs, as a carrier's database would be. */
const carriersFile = 'sandbox-state.jsonl';

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== carriersFile)
    .map((entry) => join(entry.parentPath, entry.name));
}

function findInFiles(directory: string, forms: readonly Form[]): Set<string> {
  return new Set(filesIn(directory).flatMap((file) => [...findForms(readFileSync(file), forms)]));
}

/** Every row of every table of whatever schema, the queue's among them. */
async function dumpRows({ db }: Store): Promise<string> {
  const tables = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(db);
  const lines: string[] = [];
  for (const { schema, name } of tables.rows) {
    const table = sql.table(`${schema}.${name}`);
    const rows = await sql<{ text: string }>`select to_jsonb(one)::text as text from ${table} one`.execute(db);
    lines.push(...rows.rows.map(({ text }) => text.replaceAll('\\\\x', '\\x')));
  }
  return lines.join('\n');
}

interface WalSpan {
  from: string;
  to: string;
}

async function walPlace({ db }: Store): Promise<string> {
  const { rows } = await sql<{ lsn: string }>`select pg_current_wal_lsn()::text as lsn`.execute(db);
  return rows[0]?.lsn ?? '';
}

/** What PostgreSQL's server has on disk of this database, and of the WAL what was written in the span, read through the server itself. */
async function* serverFiles({ db }: Store, span: WalSpan | null): AsyncGenerator<Buffer> {
  await sql`checkpoint`.execute(db);
  const relations = await sql<{ path: string }>`
    select pg_relation_filepath(oid) as path from pg_class
    where relkind in ('r', 'i', 't', 'm', 'S') and pg_relation_filepath(oid) like 'base/%' and oid >= 16384`.execute(
    db,
  );
  const wal = span
    ? await sql<{ path: string }>`
        select 'pg_wal/' || name as path from pg_ls_waldir() where length(name) = 24
        and name between pg_walfile_name(${span.from}::pg_lsn) and pg_walfile_name(${span.to}::pg_lsn)`.execute(db)
    : { rows: [] };
  if (span && wal.rows.length === 0) throw new Error('the server has recycled the WAL of this test already');
  for (const { path } of [...relations.rows, ...wal.rows]) {
    const read = await sql<{ bytes: Uint8Array | null }>`
      select pg_read_binary_file(${path}, 0, ${mostBytes}, true) as bytes`.execute(db);
    yield Buffer.from(read.rows[0]?.bytes ?? []);
  }
}

/** More than any file of a test's database is long. */
const mostBytes = 1 << 28;

function pgDump(url: string): string {
  const [program = 'pg_dump'] = globSync('/usr/lib/postgresql/*/bin/pg_dump').sort().reverse();
  return execFileSync(program, ['--dbname', url], { encoding: 'utf8', maxBuffer: 1 << 30 });
}

describe.each(storeKinds)('on %s', (kind) => {
  let place: TestPlace;
  let watched: WatchedProcess;
  let receiver: Receiver;
  let store: Store | null = null;
  let forms: Form[];
  const span: WalSpan = { from: '', to: '' };
  const walNow = async () => {
    const seen = await openTestStore(place);
    const lsn = await walPlace(seen);
    await seen.close();
    return lsn;
  };
  /** What stood in the files before anybody came, by chance. */
  let before: Set<string>;
  let runningFiles: Set<string>;

  beforeAll(async () => {
    place = await newTestPlace(kind);
    if (kind === 'postgres') span.from = await walNow();
    receiver = await openReceiver(({ body }) => [500, body.toString()]);
    const pristine = new Map(filesIn(place.dataDir).map((file) => [file, readFileSync(file)]));
    watched = await startWatched(place);
    await goEveryWay(watched, receiver);
    if (kind === 'postgres') span.to = await walNow();
    forms = formsOf(watched.secrets);
    before = new Set([...pristine.values()].flatMap((bytes) => [...findForms(bytes, forms)]));
    runningFiles = findInFiles(place.dataDir, forms);
  }, 300_000);
  afterAll(async () => {
    await store?.close();
    receiver?.close();
    if (watched?.server.child.exitCode === null) await watched.server.end('SIGKILL');
    await place?.remove();
  });

  const leaks = (found: Set<string>) => [...found].filter((one) => !before.has(one)).sort();

  test('there is something to look for, and the search finds it where the pretend carriers keep it', () => {
    const kinds = Object.entries(watched.secrets).filter(([, texts]) => texts.size > 0);
    expect(kinds.map(([name]) => name)).toEqual(Object.keys(watched.secrets));
    const carriers = findForms(readFileSync(join(place.dataDir, carriersFile)), forms);
    expect([...carriers]).toEqual(expect.arrayContaining(['code as utf-8', 'number as utf-8']));
  });

  test('not in the data directory of the running server, its write-ahead log included', () => {
    expect(leaks(runningFiles)).toEqual([]);
  });

  test('not in the log at trace level, in metrics or in any refusal', async () => {
    const { log, refusals } = watched.output();
    expect(log).toContain('"level":30');
    expect(refusals.length).toBeGreaterThan(1000);
    expect(leaks(findForms(Buffer.from(log), forms))).toEqual([]);
    expect(leaks(findForms(Buffer.from(refusals), forms))).toEqual([]);
    const metrics = await (await fetch(`${watched.server.url}/metrics`)).text();
    expect(metrics.length).toBeGreaterThan(1000);
    expect(leaks(findForms(Buffer.from(metrics), forms))).toEqual([]);
  });

  test('not in any row of any table; jobs hold a sid and nothing else; what was planted is found', {
    timeout: 240_000,
  }, async () => {
    expect(await watched.server.end('SIGTERM')).toBe(0);
    store = await openTestStore(place);
    const { db } = store;
    const rows = await dumpRows(store);
    for (const act of ['record.read', 'session.revealed', 'subject.signed_in', 'session.exported', 'session.erased'])
      expect(rows).toContain(act);
    expect(leaks(findInDump(rows, forms))).toEqual([]);
    const jobs = await sql<{ data: object | null }>`
      select data from pgboss.job where name in ('fetch-record', 'build-report')`.execute(db);
    expect(jobs.rows.length).toBeGreaterThan(3);
    for (const { data } of jobs.rows) expect(data).toEqual({ sid: expect.stringMatching(/^SID[0-9a-f]{32}$/) });
    expect(leaks(findInFiles(place.dataDir, forms))).toEqual([]);
  });

  test.runIf(kind === 'postgres')(
    'not in pg_dump, the files of the database or the write-ahead log',
    { timeout: 240_000 },
    async () => {
      if (!store || !place.databaseUrl) throw new Error('no store');
      expect(leaks(findInDump(pgDump(place.databaseUrl), forms))).toEqual([]);
      const found: string[] = [];
      let bytes = 0;
      for await (const file of serverFiles(store, span)) {
        bytes += file.length;
        found.push(...findForms(file, forms));
      }
      expect(bytes).toBeGreaterThan(1_000_000);
      expect(found).toEqual([]);
    },
  );

  test('one planted ID card is found in the rows and in the files', { timeout: 240_000 }, async () => {
    if (!store) throw new Error('no store');
    const [idCard = ''] = watched.secrets.idCard;
    await sql`update apps set name = ${idCard}`.execute(store.db);
    const found = 'idCard as utf-8';
    expect(leaks(findInDump(await dumpRows(store), forms))).toContain(found);
    if (place.databaseUrl) {
      expect(leaks(findInDump(pgDump(place.databaseUrl), forms))).toContain(found);
      const files: string[] = [];
      for await (const file of serverFiles(store, null)) files.push(...findForms(file, forms));
      expect(files).toContain(found);
    } else {
      await store.close();
      store = null;
      expect(leaks(findInFiles(place.dataDir, forms))).toContain(found);
    }
  });
});
