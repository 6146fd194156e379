/**
 * Measures a report end to end, JSON bytes in to report bytes out, against the floor of doing nothing with the same bytes: decode,
 * parse, print. Both run in turn in one process, so that a busy machine slows both; ratios hold where milliseconds do not.
 *
 * 0.95 to 1.15 times the floor at 5,000 calls, 1.1 to 1.25 at 50,000, up to 1.5 while others use the machine (2-core VM, 2026-11-25).
 * A columnar engine would be a fairer rival than Python; DuckDB is no dependency here.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadDirectory } from '../../src/directory-files.ts';
import type { RecordData } from '../../src/domain/call-record.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { benchNow, madeRecord } from './made-record.ts';

const directory = loadDirectory();

function floor(bytes: Buffer): Buffer {
  return Buffer.from(JSON.stringify(JSON.parse(bytes.toString('utf8'))));
}

/** What the job does with a stored record. */
function report(bytes: Buffer): Buffer {
  const { data }: { data: RecordData } = JSON.parse(bytes.toString('utf8'));
  const made = buildReport({ record: data, userInfo: null, userContacts: [], now: benchNow, directory });
  return Buffer.from(JSON.stringify(made));
}

function milliseconds(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Null when the machine has no python3. */
function pythonGroup(bytes: Buffer, rounds: number): number | null {
  const folder = mkdtempSync(join(tmpdir(), 'xiangdan-bench-'));
  const file = join(folder, 'record.json');
  writeFileSync(file, bytes);
  const script = fileURLToPath(new URL('./per_number.py', import.meta.url));
  const { status, stdout } = spawnSync('python3', [script, file, String(rounds)], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return status === 0 ? median(stdout.trim().split('\n').map(Number)) : null;
}

function compare(callCount: number, rounds: number): void {
  const bytes = Buffer.from(JSON.stringify({ status: 0, action: 'done', msg: 'OK', data: madeRecord(callCount) }));
  for (let round = 0; round < 10; round += 1) [floor, report].map((act) => act(bytes));
  const floors: number[] = [];
  const reports: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    floors.push(milliseconds(() => floor(bytes)));
    reports.push(milliseconds(() => report(bytes)));
  }
  const [low, high] = [median(floors), median(reports)];
  const ratio = median(reports.map((each, round) => each / (floors[round] ?? each)));
  const python = pythonGroup(bytes, 7);
  console.log(
    [
      `${callCount} calls, ${(bytes.length / 1e6).toFixed(1)} MB:`,
      `report ${high.toFixed(1)} ms = ${ratio.toFixed(2)} × the floor of ${low.toFixed(1)} ms;`,
      python === null
        ? 'no python3 here, its per-number group is skipped'
        : `the per-number group alone in Python ${python.toFixed(1)} ms = ${(python / high).toFixed(2)} × the report`,
    ].join(' '),
  );
}

compare(5_000, 101);
compare(50_000, 31);
