/** Every row of an embedded store in PostgreSQL: the same values, everything or nothing. */

import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseUrl, onServer } from '../../../test/prepare-stores.ts';
import { newTestPlace, openTestStore } from '../../../test/store-kinds.ts';
import { createApp } from '../apps.ts';
import { type Database, openPostgres, type Store } from '../database.ts';
import { createVault } from '../vault.ts';
import { copyTables } from './copy-tables.ts';

const serverUrl = process.env.TEST_DATABASE_URL ?? '';
const vault = createVault(Buffer.alloc(32, 7));
const nothingMore = async () => undefined;

async function twoStores(): Promise<{ source: Database; target: Database }> {
  const place = await newTestPlace('pglite');
  const from = await openTestStore(place);
  const name = `xiangdan_copy_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `create database ${name}`);
  const to: Store = await openPostgres(databaseUrl(serverUrl, name));
  onTestFinished(async () => {
    await from.close();
    await to.close();
    await place.remove();
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  });
  return { source: from.db, target: to.db };
}

async function textOf(db: Database, query: string): Promise<unknown[]> {
  return (await sql.raw(query).execute(db)).rows;
}

describe.skipIf(serverUrl === '')('a copy', () => {
  test('has every table of the catalogue, children after parents, and every value to the last digit', async () => {
    const { source, target } = await twoStores();
    for (const db of [source, target]) {
      await sql.raw('create table z_parents (id text primary key)').execute(db);
      await sql
        .raw(`create table a_children (
          id bigint generated always as identity primary key, parent text not null references z_parents,
          bytes bytea, at timestamptz, big bigint, said text, words text[], exact numeric, near double precision,
          made jsonb, yes boolean, twice bigint generated always as (big * 2) stored)`)
        .execute(db);
    }
    await sql.raw(`insert into z_parents values ('p')`).execute(source);
    await sql
      .raw(`insert into a_children (parent, bytes, at, big, said, words, exact, near, made, yes) values
        ('p', '\\x00ff5c2722', '2026-11-28 12:34:56.123456+08', 4503599627370495, '', '{"a,b",null,"\\"q\\""}', 0.10,
          0.1, '{"k": [1, null, "详单"]}', true),
        ('p', null, 'infinity', -9007199254740993, E'line\\n\\\\N\\t''详单', '{}', 'NaN', '-Infinity', null, null),
        ('p', '', '0044-03-15 00:00:00 BC', null, null, null, null, null, 'null', false)`)
      .execute(source);

    const moved = await copyTables(source, target, nothingMore);
    expect(moved.filter(({ table }) => ['z_parents', 'a_children'].includes(table))).toEqual([
      { table: 'z_parents', rows: 1 },
      { table: 'a_children', rows: 3 },
    ]);
    const columns = 'id, parent, bytes, at, big, said, words, exact, near, made, yes, twice'.split(', ');
    const query = `select ${columns.map((name) => `${name}::text`).join(', ')} from a_children order by id`;
    for (const db of [source, target]) await sql`set timezone = 'UTC'`.execute(db);
    const rows = await textOf(target, query);
    expect(rows).toEqual(await textOf(source, query));
    expect(rows).toMatchObject([
      {
        bytes: '\\x00ff5c2722',
        at: '2026-11-28 04:34:56.123456+00',
        big: '4503599627370495',
        said: '',
        exact: '0.10',
        twice: '9007199254740990',
      },
      { bytes: null, at: 'infinity', big: '-9007199254740993', said: "line\n\\N\t'详单", exact: 'NaN', made: null },
      { bytes: '\\x', at: '0044-03-15 00:00:00+00 BC', big: null, said: null, words: null, made: 'null' },
    ]);
    // The sequences went along: the next row does not meet one that is there.
    const next = await textOf(target, `insert into a_children (parent) values ('p') returning id::int as id`);
    expect(next).toEqual([{ id: 4 }]);
  });

  test('of many and of large rows needs more than one batch and loses none', async () => {
    const { source, target } = await twoStores();
    for (const db of [source, target]) await sql.raw('create table blocks (n integer, body bytea)').execute(db);
    await sql
      .raw(`insert into blocks select n, decode(repeat(md5(n::text), case when n % 1000 = 0 then 60000 else 1 end), 'hex')
        from generate_series(1, 2500) as n`)
      .execute(source);
    const moved = await copyTables(source, target, nothingMore);
    expect(moved.find(({ table }) => table === 'blocks')).toEqual({ table: 'blocks', rows: 2500 });
    const sums = `select count(*)::int as rows, sum(length(body))::int as bytes, count(distinct n)::int as numbers from blocks`;
    expect(await textOf(target, sums)).toEqual(await textOf(source, sums));
  });

  test('into a database with a row is refused by the name of the table, and changes nothing', async () => {
    const { source, target } = await twoStores();
    await createApp(source, vault, 'source', 0);
    await createApp(target, vault, 'target', 0);
    await expect(copyTables(source, target, nothingMore)).rejects.toThrow(
      'Found rows in table apps of the target, expected an empty database.',
    );
    expect(await textOf(target, 'select name from apps')).toEqual([{ name: 'target' }]);
  });

  test.each([
    ['another value', `new.name := 'changed'; return new;`, 'Found other values in table apps after the copy'],
    ['a row less', 'return null;', 'Found 0 rows in table apps after the copy, expected 1.'],
  ])('that ends with %s is found out and undone', async (_what, body, sentence) => {
    const { source, target } = await twoStores();
    await createApp(source, vault, 'source', 0);
    await sql.raw('create table aa_first (n integer)').execute(source);
    await sql.raw('insert into aa_first values (1)').execute(source);
    await sql.raw('create table aa_first (n integer)').execute(target);
    await sql
      .raw(`create function meddle() returns trigger language plpgsql as $$ begin ${body} end $$`)
      .execute(target);
    await sql
      .raw('create trigger meddling before insert on apps for each row execute function meddle()')
      .execute(target);
    await expect(copyTables(source, target, nothingMore)).rejects.toThrow(sentence);
    expect(await textOf(target, 'select n from aa_first')).toEqual([]);
  });

  test('whose last act fails is undone', async () => {
    const { source, target } = await twoStores();
    await createApp(source, vault, 'source', 0);
    const failing = async () => {
      throw new Error('no queue');
    };
    await expect(copyTables(source, target, failing)).rejects.toThrow('no queue');
    expect(await textOf(target, 'select appid from apps')).toEqual([]);
  });
});
