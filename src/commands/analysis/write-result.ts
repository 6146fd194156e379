/** Puts a result on stdout, or into a file that is there whole or not at all. */

import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { InputError } from '../command.ts';

/** One line of JSON. A file holds personal data and is made for its owner alone (mode 0600). Throws an InputError. */
export function writeResult(result: object, out: string | null): void {
  const text = `${JSON.stringify(result)}\n`;
  if (out === null) {
    process.stdout.write(text);
    return;
  }
  const unfinished = `${out}.${process.pid}.unfinished`;
  try {
    // A pipe or /dev/null must not be renamed over.
    const isWhole = statSync(out, { throwIfNoEntry: false })?.isFile() ?? true;
    writeFileSync(isWhole ? unfinished : out, text, { mode: 0o600 });
    if (isWhole) renameSync(unfinished, out);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new InputError(
      `${out} cannot be written (${error instanceof Error && 'code' in error ? error.code : error}).`,
    );
  }
}
