/**
 * Measures the peak memory of `xiangdan report` over a million calls, as the kernel counts it for the whole process.
 *
 * 637 MB with 300,000 distinct numbers, 417 MB with 50,000 (2-core VM at a load of 17, 2026-11-28, on inputs made the same way but for
 * random numbers; 820 and 551 MB before the calls were read into columns). Some 150 MB of it is alive; the rest is what V8 has not collected yet, so a quiet machine shows less.
 */

import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchNow, madeRecord } from './made-record.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const atExit = 'process.on("exit",()=>process.stderr.write(String(process.resourceUsage().maxRSS)))';
const callCount = 1_000_000;

function writeInput(path: string, numberCount: number): void {
  const { call_log, ...record } = madeRecord(callCount);
  const file = openSync(path, 'w');
  writeSync(file, `{"record":${JSON.stringify(record).slice(0, -1)},"call_log":[`);
  call_log.forEach((call, at) => {
    const row = JSON.stringify({ ...call, call_tel: String(13_000_000_000 + (at % numberCount) * 7) });
    writeSync(file, at === 0 ? row : `,${row}`);
  });
  writeSync(file, ']}}');
  closeSync(file);
}

const folder = mkdtempSync(join(tmpdir(), 'xiangdan-bench-'));
const path = join(folder, 'input.json');
for (const numberCount of [300_000, 50_000]) {
  writeInput(path, numberCount);
  const words = ['report', '--input', path, '--now', String(benchNow), '--out', join(folder, 'report.json')];
  const run = spawnSync(process.execPath, ['--import', `data:text/javascript,${atExit}`, cli, ...words], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`xiangdan report ended with ${run.status}: ${run.stderr}`);
  console.log(`${callCount} calls of ${numberCount} numbers: ${Math.round(Number(run.stderr) / 1024)} MB at most`);
}
rmSync(folder, { recursive: true });
