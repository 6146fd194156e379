/** `migrate-store`: moves the embedded store into PostgreSQL, compared row by row. */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { moveStore } from '../start/move-store.ts';
import { asUsage } from './as-usage.ts';
import { type Command, settingsOrThrow, UsageError } from './command.ts';
import { tableLine } from './table-line.ts';

export const migrateStore: Command = {
  usage: 'migrate-store --to postgres://… [--from DATA_DIR]',
  summary: 'move the embedded store into an empty PostgreSQL database',
  async run(words) {
    const options = { to: { type: 'string' }, from: { type: 'string' } } as const;
    const { values } = asUsage(() => parseArgs({ args: words, options }));
    const databaseUrl = readTarget(values.to);
    const settings = settingsOrThrow();
    const dataDir = resolve(values.from ?? settings.dataDir);
    const moved = await moveStore({ settings, dataDir, databaseUrl });
    const widths = [Math.max(...moved.map(({ table }) => table.length)) + 2];
    const lines = [
      'Moved, and the same row by row:',
      ...moved.map(({ table, rows }) => tableLine([table, String(rows)], widths)),
      `Start every node with DATABASE_URL set to that database and ${keyAdvice(settings.masterKey !== null, dataDir)}`,
      `${dataDir} was left as it was. Take with you what is beside the store in it, imported number data for instance.`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  },
};

function readTarget(text: string | undefined): string {
  if (text === undefined) throw new UsageError('Found no --to, expected the URL of a PostgreSQL database.');
  const url = URL.canParse(text) ? new URL(text) : null;
  // Not the text itself: there may be a password in it.
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol))
    throw new UsageError(`--to: found ${text.length} characters, expected a URL that begins with postgres://.`);
  return text;
}

function keyAdvice(isSet: boolean, dataDir: string): string {
  if (isSet) return 'the same keys as now.';
  const previous = join(dataDir, 'master.key.previous');
  const more = existsSync(previous) ? `, MASTER_KEY_PREVIOUS to that of ${previous} (commas between the lines)` : '';
  return `MASTER_KEY set to the content of ${join(dataDir, 'master.key')}${more}.`;
}
