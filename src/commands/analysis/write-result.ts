/** Puts a result on stdout, or into a file that is there whole or not at all. */

import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { InputError } from '../command.ts';
import { jsonPieces } from './json-pieces.ts';

const flushedLength = 1 << 20;

/** One line of JSON. A file holds personal data and is made for its owner alone (mode 0600). Throws an InputError. */
export function writeResult(result: object, out: string | null): void {
  if (out === null) {
    writePieces(result, (text) => process.stdout.write(text));
    return;
  }
  const unfinished = `${out}.${process.pid}.unfinished`;
  try {
    // A pipe or /dev/null must not be renamed over.
    const isWhole = statSync(out, { throwIfNoEntry: false })?.isFile() ?? true;
    const file = openSync(isWhole ? unfinished : out, 'w', 0o600);
    writePieces(result, (text) => writeWhole(file, Buffer.from(text)));
    closeSync(file);
    if (isWhole) renameSync(unfinished, out);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new InputError(
      `${out} cannot be written (${error instanceof Error && 'code' in error ? error.code : error}).`,
    );
  }
}

function writePieces(result: object, write: (text: string) => void): void {
  let text = '';
  for (const piece of jsonPieces(result)) {
    text += piece;
    if (text.length < flushedLength) continue;
    write(text);
    text = '';
  }
  write(`${text}\n`);
}

function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
