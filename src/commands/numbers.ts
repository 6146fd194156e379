/** `numbers import phone.dat`: newer places of mobile ranges, laid over the built-in ones at the next start. */

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packPlaceRanges } from '../directory/place-ranges.ts';
import { loadNumbers, newerPlacesFile } from '../directory-files.ts';
import { makeDataDirectory } from '../start/data-directory.ts';
import { type Command, InputError, settingsOrThrow, UsageError } from './command.ts';

export const numbers: Command = {
  usage: 'numbers import phone.dat',
  summary: 'newer places of mobile ranges, from the next start on',
  async run([action, path, ...rest]) {
    if (action !== 'import') throw new UsageError(`Found "${action ?? ''}", expected import.`);
    if (path === undefined || rest.length > 0) throw new UsageError('Found no file or several, expected one.');
    const [{ BadFile }, { readPhoneDat }] = await Promise.all([
      import('../import/bad-file.ts'),
      import('../import/read-phone-dat.ts'),
    ]);
    const bytes = readFile(path);
    try {
      const builtIn = loadNumbers();
      const { version, rangeCount, places, names } = readPhoneDat(bytes, builtIn.names);
      const file = newerPlacesFile(makeDataDirectory(settingsOrThrow().dataDir));
      writeWhole(file, gzipSync(packPlaceRanges({ places, names })));
      process.stdout.write(`${JSON.stringify({ version, ranges: rangeCount, places: names.length - 1 })}\n`);
    } catch (error) {
      throw error instanceof BadFile ? new InputError(`${basename(path)}: ${error.message}`) : error;
    }
  },
};

function readFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : error;
    throw new InputError(`${path} cannot be read (${why}).`);
  }
}

/** A start meanwhile finds the old file or the new one, never half of it. */
function writeWhole(file: string, bytes: Uint8Array): void {
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, bytes);
  renameSync(beside, file);
}
