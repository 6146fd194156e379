/**
 * Copies every row of one store into another, empty one, and compares them row by row.
 *
 * Values travel as PostgreSQL's own text of them and are cast back, so that no driver's idea of a date or a large number comes between.
 */

import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { type CopiedTable, sequencesOf, tablesToCopy } from './catalogue.ts';

/** Text that one insert carries at most, but for a row that is larger by itself. */
const batchBytes = 4 * 1024 * 1024;
const mostRows = 1_000;

export interface MovedTable {
  table: string;
  rows: number;
}

/** Count and a hash over the hashes of all rows' text: equal when, and only when, the same rows are there. */
interface Digest {
  rows: number;
  hash: string;
  longest: number;
}

/**
 * Both databases have the same migrations. Everything or nothing: throws one sentence and leaves the target as it was when it holds a
 * row already or does not hold in the end what the source holds. `beforeCommit` acts in the same transaction.
 */
export async function copyTables(
  source: Database,
  target: Database,
  beforeCommit: (target: Database) => Promise<void>,
): Promise<MovedTable[]> {
  return source.transaction().execute(async (from) => {
    await sameText(from);
    const tables = await tablesToCopy(from);
    return target.transaction().execute(async (to) => {
      await sameText(to);
      await claimEmpty(to, tables);
      const moved: MovedTable[] = [];
      for (const table of tables) {
        const before = await digestOf(from, table);
        await copyRows(from, to, table, before);
        requireSame(table, before, await digestOf(to, table));
        moved.push({ table: table.name, rows: before.rows });
      }
      await copySequences(from, to);
      await beforeCommit(to);
      return moved;
    });
  });
}

/** One text for one value, whatever the server's or the operator's own settings. */
async function sameText(db: Database): Promise<void> {
  const settings = ["timezone = 'UTC'", "datestyle = 'ISO, YMD'", "intervalstyle = 'postgres'", "bytea_output = 'hex'"];
  for (const setting of [...settings, 'extra_float_digits = 1']) {
    await sql`set local ${sql.raw(setting)}`.execute(db);
  }
}

/** Nobody else writes from here on; throws when a table holds a row. */
async function claimEmpty(to: Database, tables: CopiedTable[]): Promise<void> {
  for (const { name } of tables) {
    await sql`lock table ${sql.table(name)} in exclusive mode`.execute(to);
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(to);
    if (rows.length > 0) throw new Error(`Found rows in table ${name} of the target, expected an empty database.`);
  }
}

async function digestOf(db: Database, { name, columns }: CopiedTable): Promise<Digest> {
  const row = sql`row(${sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`))})::text`;
  const { rows } = await sql<Digest>`
    select count(*) as rows, coalesce(max(bytes), 0)::int as longest,
      coalesce(encode(sha256(convert_to(string_agg(hash, '' order by hash collate "C"), 'UTF8')), 'hex'), '') as hash
    from (select encode(sha256(convert_to(text, 'UTF8')), 'hex') as hash, octet_length(text) as bytes
      from (select ${row} as text from ${sql.table(name)}) as texts) as hashes`.execute(db);
  const [digest] = rows;
  if (!digest) throw new Error(`table ${name} could not be counted`);
  return digest;
}

function requireSame({ name }: CopiedTable, source: Digest, target: Digest): void {
  if (source.rows !== target.rows)
    throw new Error(`Found ${target.rows} rows in table ${name} after the copy, expected ${source.rows}.`);
  if (source.hash !== target.hash)
    throw new Error(`Found other values in table ${name} after the copy than in the source, expected the same.`);
}

async function copyRows(from: Database, to: Database, table: CopiedTable, { longest }: Digest): Promise<void> {
  const rowsAtOnce = Math.max(1, Math.min(mostRows, Math.floor(batchBytes / Math.max(1, longest))));
  const texts = sql.join(table.columns.map(({ name }, at) => sql`${sql.ref(name)}::text as ${sql.id(`c${at}`)}`));
  await sql`declare moving no scroll cursor for select ${texts} from ${sql.table(table.name)}`.execute(from);
  for (;;) {
    const { rows } = await sql<Record<string, string | null>>`fetch ${sql.lit(rowsAtOnce)} from moving`.execute(from);
    if (rows.length === 0) break;
    await insertRows(to, table, rows);
  }
  await sql`close moving`.execute(from);
}

async function insertRows(to: Database, table: CopiedTable, rows: Record<string, string | null>[]): Promise<void> {
  const { columns } = table;
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  const values = sql.join(columns.map(({ type }, at) => sql`${sql.id(`c${at}`)}::${sql.raw(type)}`));
  const lists = sql.join(columns.map((_, at) => sql`${rows.map((row) => row[`c${at}`] ?? null)}::text[]`));
  const aliases = sql.join(columns.map((_, at) => sql.id(`c${at}`)));
  await sql`
    insert into ${sql.table(table.name)} (${names}) overriding system value
    select ${values} from unnest(${lists}) as copied (${aliases})`.execute(to);
}

/** Not undone by a rollback, and harmless: a sequence that is ahead only leaves numbers out. */
async function copySequences(from: Database, to: Database): Promise<void> {
  for (const { name, lastValue, isCalled } of await sequencesOf(from)) {
    await sql`select setval(${name}::regclass, ${lastValue}::bigint, ${isCalled})`.execute(to);
  }
}
