/** `import F… --tel T`: a subscriber's own export files, turned into the input of `report`. */

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { asUsage } from './as-usage.ts';
import { type Command, InputError, UsageError } from './command.ts';

export const importCalls: Command = {
  usage: 'import F… --tel T',
  summary: 'export files of a carrier → input of report',
  async run(args) {
    const { files, tel } = readArguments(args);
    // Here and not above: the spreadsheet reader and its code pages cost 100 ms, which no other command needs.
    const [{ BadFile }, { importRecord, placesOf }] = await Promise.all([
      import('../import/bad-file.ts'),
      import('../import/import-record.ts'),
    ]);
    try {
      const { record, unreadable, repeated } = importRecord(files.map(readFile), tel);
      if (unreadable.length > 0) {
        const what = [...new Set(unreadable.flatMap((call) => call.unreadable))].join(', ');
        say(`${unreadable.length} rows cannot be read (${what}) and stay as they are: ${placesOf(unreadable)}`);
      }
      if (repeated > 0) say(`${repeated} rows stand in an earlier file too and are left out.`);
      const gaps = record.call_log_possibly_missing_month_list;
      if (gaps.length > 0) say(`No calls, and no word that there were none, in ${gaps.join(', ')}.`);
      say(`${record.call_log.length} calls from ${files.length} files.`);
      process.stdout.write(`${JSON.stringify({ record })}\n`);
    } catch (error) {
      throw error instanceof BadFile ? new InputError(error.message) : error;
    }
  },
};

function readArguments(args: string[]): { files: string[]; tel: string } {
  const { values, positionals: files } = asUsage(() =>
    parseArgs({ args, options: { tel: { type: 'string' } }, allowPositionals: true }),
  );
  if (files.length === 0) throw new UsageError('Found no file, expected at least one.');
  const tel = values.tel ?? '';
  if (!/^1[3-9]\d{9}$/.test(tel)) throw new UsageError('Found no --tel, or one that is no mobile number of 11 digits.');
  return { files, tel };
}

function readFile(path: string) {
  try {
    return { name: basename(path), bytes: readFileSync(path) };
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : error;
    throw new InputError(`${path} cannot be read (${why}).`);
  }
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
