/** Runs the command line as a user does: a process of its own, files in a fresh directory. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type CliRun, runCli } from '../../test/cli-process.ts';

export interface CliPlace {
  /** Writes text, or JSON of anything else, and gives the path. */
  write(name: string, content: unknown): string;
  read(name: string): string;
  path(name: string): string;
  names(): string[];
  run(...words: string[]): CliRun;
}

/** A directory that is gone after the test. */
export function cliPlace(): CliPlace {
  const directory = mkdtempSync(join(tmpdir(), 'xiangdan-cli-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const path = (name: string) => join(directory, name);
  return {
    path,
    write(name, content) {
      writeFileSync(path(name), typeof content === 'string' ? content : JSON.stringify(content));
      return path(name);
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    names: () => readdirSync(directory),
    run: (...words) => runCli(words),
  };
}
