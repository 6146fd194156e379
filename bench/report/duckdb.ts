/** The rival in DuckDB, in this process and with as many threads as it likes: duckdb.sql, statement by statement. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { PeerInput } from './peer-input.ts';
import type { Rival } from './rival.ts';

/** Those of the report in its order; `number` stands for a kind that is one number, `dunning` for the first of all. */
const kinds: readonly (readonly [name: string, tags: readonly number[], number: string])[] = [
  ['催收', [], 'dunning'],
  ['赌博', [7], ''],
  ['律师', [12], ''],
  ['信用卡热线', [17, 34], ''],
  ['贷款', [5, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33], ''],
  ['公检法', [10, 11], ''],
  ['银行', [1], ''],
  ['互联网金融', [4], ''],
  ['典当', [8], ''],
  ['保险', [2], ''],
  ['理财', [6], ''],
  ['小号', [16], ''],
  ['证券', [3], ''],
  ['110', [], '110'],
  ['120', [], '120'],
];

const numberColumns = `raw VARCHAR, tel VARCHAR, callable BOOLEAN, region VARCHAR, itag_ids INTEGER[], list VARCHAR,
  tags STRUCT(tags_label VARCHAR, tags_label_times INTEGER, tags_yellow_page VARCHAR, tags_financial VARCHAR[], fancha_telloc VARCHAR)`;

export async function duckdbRival(recordPath: string, folder: string, input: PeerInput): Promise<Rival> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const table = async (name: string, columns: string, rows: readonly object[]) => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, rows.map((row) => JSON.stringify(row)).join('\n'));
    await connection.run(`create table ${name} (${columns})`);
    await connection.run(`copy ${name} from '${path}' (format json)`);
  };
  await table(
    'numbers',
    numberColumns,
    Object.entries(input.numbers).map(([raw, { special: _, ...number }]) => ({ raw, ...number })),
  );
  await connection.run('create table facts as select distinct on (tel) tel, region, itag_ids, list, tags from numbers');
  await table(
    'places',
    'printed VARCHAR, province VARCHAR',
    Object.entries(input.places).map(([printed, province]) => ({ printed, province })),
  );
  await table(
    'months',
    'idx INTEGER, name VARCHAR, start BIGINT, stop BIGINT',
    input.months.map((month, idx) => ({ idx, ...month, stop: input.months[idx - 1]?.start ?? 1e12 })),
  );
  await table(
    'kinds',
    'idx INTEGER, name VARCHAR, tags INTEGER[], number VARCHAR',
    kinds.map(([name, tags, number], idx) => ({ idx, name, tags, number })),
  );
  const windowStart = input.months.at(-1)?.start ?? input.now;
  await connection.run(`set variable record_path = '${recordPath}'`);
  await connection.run(`set variable now = ${input.now}::bigint`);
  await connection.run(`set variable window_start = ${Math.max(windowStart, input.open_date)}::bigint`);
  await connection.run(`set variable lending_tags = [${input.lending_tags.join(', ')}]`);
  await connection.run(`set variable home = '${input.home}'`);

  const statements = readFileSync(new URL('./duckdb.sql', import.meta.url), 'utf8')
    .split(/;\n/)
    .slice(0, -1);
  const make = async () => {
    for (const statement of statements.slice(0, -1)) await connection.run(statement);
    const reader = await connection.runAndReadAll(statements.at(-1) ?? '');
    return String(reader.getRows()[0]?.[0]);
  };
  return {
    name: 'DuckDB',
    result: make,
    async roundMs() {
      const start = performance.now();
      await make();
      return performance.now() - start;
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
