/** The tables and sequences of a store as its own catalogue lists them: what copies a store needs no list to keep up. */

import { sql } from 'kysely';
import type { Database } from '../database.ts';

export interface CopiedTable {
  name: string;
  /** Without generated ones. */
  columns: { name: string; type: string }[];
}

/** Every table but the one that says which migrations were applied, each after those that it refers to. */
export async function tablesToCopy(db: Database): Promise<CopiedTable[]> {
  const columns = await sql<{ table: string; name: string; type: string }>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migrations'
    order by c.relname, a.attnum`.execute(db);
  const references = await sql<{ from: string; to: string }>`
    select distinct f.relname as from, t.relname as to
    from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and f.relnamespace = 'public'::regnamespace and f.oid <> t.oid`.execute(db);
  const tables = Map.groupBy(columns.rows, ({ table }) => table);
  return inOrder([...tables.keys()], references.rows).map((name) => ({
    name,
    columns: (tables.get(name) ?? []).map((column) => ({ name: column.name, type: column.type })),
  }));
}

function inOrder(names: string[], references: { from: string; to: string }[]): string[] {
  const ordered: string[] = [];
  let waiting = names;
  while (waiting.length > 0) {
    const free = waiting.filter((name) => references.every(({ from, to }) => from !== name || ordered.includes(to)));
    if (free.length === 0) throw new Error(`the tables ${waiting.join(', ')} refer to each other in a circle`);
    ordered.push(...free);
    waiting = waiting.filter((name) => !free.includes(name));
  }
  return ordered;
}

export interface Sequence {
  name: string;
  lastValue: string;
  isCalled: boolean;
}

export async function sequencesOf(db: Database): Promise<Sequence[]> {
  const names = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`.execute(db);
  const found: Sequence[] = [];
  for (const { name } of names.rows) {
    const { rows } = await sql<{ lastValue: string; isCalled: boolean }>`
      select last_value::text as "lastValue", is_called as "isCalled" from ${sql.table(name)}`.execute(db);
    found.push(...rows.map((row) => ({ name, ...row })));
  }
  return found;
}
