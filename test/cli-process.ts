/** Runs the command line in a process of its own, as an operator does. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

export interface CliRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What every process of ours may have in a test; NODE_COMPILE_CACHE halves what a start costs. */
export function inherited(): Record<string, string> {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
  return { PATH, NODE_COMPILE_CACHE };
}

/**
 * How a process of ours starts in a test: PGlite's WebAssembly stays as V8's first compiler made it. The second one, for code that
 * runs long, took 1.6 of the 4.1 s of CPU that a start of the server costs (2-core VM, 2026-11-29).
 */
export const quickStart = ['--liftoff-only'];

/** With `env` for all its settings: none comes from the tests' own environment. */
export function runCli(words: string[], env: Record<string, string> = {}): CliRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...quickStart, cli, ...words], {
    encoding: 'utf8',
    env: { ...inherited(), ...env },
  });
  return { code: status, stdout, stderr };
}
