/**
 * Measures a report end to end, bytes in to report bytes out: from a record's JSON, as the command line and the stored sessions of
 * earlier releases have it, and from the columns that the fetch stores. Beside them the floor of doing nothing with the JSON (decode,
 * parse, print) and two rivals that make fifteen sections of the report from the same JSON and must agree with ours in every figure:
 * single_pass.py and DuckDB. All run in turn, so that a busy machine slows all; ratios hold where milliseconds do not.
 *
 * 2-core VM, 2026-11-28, at 5,000 and 50,000 calls, while others kept the machine at a load of 20 to 27: from JSON 0.93 and 1.11 × the
 * floor, from columns 0.36 and 0.40; Python 3.1 and 3.6 × the report from JSON, 9.1 and 8.4 × the one from columns; DuckDB 12 and 7.2 ×
 * from JSON, 30 and 17 × from columns. At 50,000 calls the load tells most: from JSON it was 0.76 × in a quieter minute (floor 178 ms) and
 * 1.55 × in a worse one, from columns 0.27 and 0.43. Seven times Python is reached from columns, not from JSON.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDirectory } from '../../src/directory-files.ts';
import { columnsOf } from '../../src/domain/call-columns.ts';
import type { RecordData } from '../../src/domain/call-record.ts';
import { packColumns, unpackColumns } from '../../src/domain/pack-columns.ts';
import { aggregateColumns } from '../../src/report/aggregate.ts';
import { buildReport, reportOf } from '../../src/report/build-report.ts';
import { agree } from './agreement.ts';
import { duckdbRival } from './duckdb.ts';
import { benchNow, madeRecord } from './made-record.ts';
import { benchOverrides, peerInput } from './peer-input.ts';
import { pythonRival } from './python.ts';

function milliseconds(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const warmUps = 10;
/** They are slow, and differ less from round to round. */
const rivalEvery = 5;

async function compare(callCount: number, rounds: number): Promise<void> {
  const record = madeRecord(callCount);
  const directory = loadDirectory(benchOverrides(record));
  const circumstances = { userInfo: null, userContacts: [], now: benchNow, directory };
  const bytes = Buffer.from(JSON.stringify({ status: 0, action: 'done', msg: 'OK', data: record }));
  const { call_log, ...head } = record;
  const block = packColumns({ record: head, calls: columnsOf(call_log) });

  const floor = () => Buffer.from(JSON.stringify(JSON.parse(bytes.toString('utf8'))));
  const fromJson = () => {
    const { data }: { data: RecordData } = JSON.parse(bytes.toString('utf8'));
    return Buffer.from(JSON.stringify(buildReport({ record: data, ...circumstances })));
  };
  const fromColumns = () => {
    const stored = unpackColumns(block);
    if (stored === null) throw new Error('our own layout was not known');
    return Buffer.from(JSON.stringify(reportOf(aggregateColumns({ ...stored, ...circumstances }))));
  };
  if (!fromJson().equals(fromColumns())) throw new Error('columns and JSON give different reports');

  const folder = mkdtempSync(join(tmpdir(), 'xiangdan-bench-'));
  const recordPath = join(folder, 'record.json');
  writeFileSync(recordPath, bytes);
  const input = peerInput(record, directory);
  writeFileSync(join(folder, 'peer-input.json'), JSON.stringify(input));
  const rivals = (await Promise.all([pythonRival(recordPath, folder), duckdbRival(recordPath, folder, input)])).filter(
    (rival) => rival !== null,
  );
  console.log(`${callCount} calls, JSON ${megabytes(bytes)}, columns ${megabytes(block)}`);
  const report = buildReport({ record, ...circumstances });
  for (const rival of rivals) {
    console.log(`  ${rival.name} agrees with us in all of ${agree(report, rival.name, await rival.result())} sections`);
  }

  const ours = { floor, 'report from JSON': fromJson, 'report from columns': fromColumns };
  /** By name and round. */
  const took = new Map<string, Map<number, number>>();
  for (let round = -warmUps; round < rounds; round += 1) {
    const inTurn = new Map<string, number>();
    for (const [name, act] of Object.entries(ours)) inTurn.set(name, milliseconds(act));
    if (round % rivalEvery === 0) for (const rival of rivals) inTurn.set(rival.name, await rival.roundMs());
    if (round < 0) continue;
    for (const [name, ms] of inTurn) took.set(name, (took.get(name) ?? new Map()).set(round, ms));
  }
  for (const [name, byRound] of took) {
    const shares = Object.keys(ours).map((to) => {
      const ratios = [...byRound].map(([round, ms]) => ms / (took.get(to)?.get(round) ?? ms));
      return `${median(ratios).toFixed(2)} × ${to}`;
    });
    const each = [...byRound.values()];
    const times = `${median(each).toFixed(1).padStart(8)} ms (best ${Math.min(...each).toFixed(1)})`;
    console.log(`  ${name.padEnd(20)}${times.padEnd(28)}${shares.join(', ')}`);
  }
  for (const rival of rivals) await rival.close();
  rmSync(folder, { recursive: true });
}

function megabytes(bytes: Buffer): string {
  return `${(bytes.length / 1e6).toFixed(2)} MB`;
}

await compare(5_000, 61);
await compare(50_000, 31);
