/**
 * One PGlite for many tests of a worker, emptied between two of them: to open one and warm it takes 0.7 s of CPU, to empty it 0.04 s
 * (2-core VM, 2026-11-29).
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { PGlite } from '@electric-sql/pglite';
import { newPglite, pgliteStore, type Store } from '../src/store/database.ts';
import { copyDirectory } from './prepare-stores.ts';

interface Lent {
  pglite: PGlite;
  directory: string;
  /** Statements that empty what the template has empty and set its sequences back. */
  emptying: string;
  /** Asks for everything else; the answer must be what it was. */
  asking: string;
  fresh: unknown;
  removedRows: number;
}

/** At most one waits: a second one is for a test that needs two at once. */
let waiting: Lent | null = null;

/** A store as a copy of the template would be; its `close` takes the place of both closing and removing. */
export async function lendPglite(template: string): Promise<Store> {
  const lent = waiting ?? (await openCopy(template));
  waiting = null;
  const store = pgliteStore(withoutClose(lent.pglite));
  return {
    ...store,
    async close() {
      await store.close();
      // A test that drops or renames a table leaves none that can be emptied.
      if (waiting === null && (await isFreshAgain(lent).catch(() => false))) waiting = lent;
      else await discard(lent);
    },
  };
}

async function openCopy(template: string): Promise<Lent> {
  // Beside the template, which is removed when the last worker has ended.
  const directory = mkdtempSync(join(dirname(template), 'lent-'));
  copyDirectory(template, directory);
  const pglite = newPglite(directory);
  await pglite.waitReady;
  const { kept, emptied } = await tablesOf(pglite);
  const asking = restAnd(kept);
  const emptying = await statementsFor(pglite, emptied);
  return { pglite, directory, emptying, asking, fresh: (await pglite.query(asking)).rows, removedRows: 0 };
}

async function discard({ pglite, directory }: Lent): Promise<void> {
  await pglite.close();
  rmSync(directory, { recursive: true, force: true });
}

/** A test's store ends with the test, so that what it left running fails as on a closed one; the instance behind it goes on. */
function withoutClose(pglite: PGlite): PGlite {
  return new Proxy(pglite, {
    get(target, name) {
      if (name === 'close') return async () => undefined;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/**
 * More dead rows than these would slow later tests down. They stay because TRUNCATE makes new files: 4 ms of CPU a table, DELETE 0.3 ms
 * (2-core VM, 2026-11-29).
 */
const mostRemovedRows = 20_000;

/** False when it cannot be lent again: something is not as it was, or much was removed. */
async function isFreshAgain(lent: Lent): Promise<boolean> {
  const results = await lent.pglite.exec(lent.emptying);
  lent.removedRows += results.reduce((sum, { affectedRows }) => sum + (affectedRows ?? 0), 0);
  if (lent.removedRows > mostRemovedRows) return false;
  return isDeepStrictEqual((await lent.pglite.query(lent.asking)).rows, lent.fresh);
}

/** The tables that the template has rows in, and the others. */
async function tablesOf(pglite: PGlite): Promise<{ kept: string[]; emptied: string[] }> {
  const { rows } = await pglite.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'pgboss') order by 1`,
  );
  const kept: string[] = [];
  const emptied: string[] = [];
  for (const { name } of rows) {
    const first = await pglite.query(`select from ${name} limit 1`);
    (first.rows.length > 0 ? kept : emptied).push(name);
  }
  return { kept, emptied };
}

async function statementsFor(pglite: PGlite, emptied: string[]): Promise<string> {
  const { rows } = await pglite.query<{ name: string; value: number; is_called: boolean }>(
    `select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value, start_value)::int as value,
       last_value is not null as is_called from pg_sequences`,
  );
  return [
    'begin',
    // Foreign keys are triggers: in this mode they do not ask for an order.
    'set local session_replication_role = replica',
    ...emptied.map((name) => `delete from ${name}`),
    ...rows.map(({ name, value, is_called }) => `select setval('${name}', ${value}, ${is_called})`),
    'commit',
  ].join(';\n');
}

/** How much there is in the catalogue, and what the kept tables say. */
function restAnd(kept: string[]): string {
  const counted = ['pg_class', 'pg_attribute', 'pg_constraint', 'pg_trigger', 'pg_proc', 'pg_listening_channels()'];
  return `select ${[
    ...counted.map((name, at) => `(select count(*) from ${name}) as counted_${at}`),
    "(select count(*) from pg_settings where source = 'session') as settings",
    ...kept.map((name, at) => `(select md5(string_agg(t::text, ',' order by t::text)) from ${name} t) as kept_${at}`),
  ].join(', ')}`;
}
