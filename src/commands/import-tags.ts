/** `tags import F`: an operator's list of numbers, put into the store for every app or for one. */

import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { makeDataDirectory } from '../start/data-directory.ts';
import { openStore } from '../start/open-store.ts';
import { listApps } from '../store/apps.ts';
import type { Store } from '../store/database.ts';
import { replaceTagList } from '../store/tags/tag-lists.ts';
import { asUsage } from './as-usage.ts';
import { InputError, settingsOrThrow, UsageError } from './command.ts';

export const importTagsUsage = 'tags import F [--name NAME] [--app APPID]';

const progressEveryLines = 250_000;

/** `args` are those behind `import`. Without `--name` the list is called as its file is; one of that name is replaced. */
export async function importTagLists(args: string[]): Promise<void> {
  const { path, name, appid } = readArguments(args);
  requireFile(path);
  const settings = settingsOrThrow();
  const store = await openStore(settings, makeDataDirectory(settings.dataDir));
  try {
    await requireApp(store, appid);
    const { packed, count } = await readList(path);
    await replaceTagList(store.db, { name, appid }, packed, count, Date.now() / 1000);
    process.stdout.write(`${JSON.stringify({ name, appid, count })}\n`);
  } finally {
    await store.close();
  }
}

function readArguments(args: string[]): { path: string; name: string; appid: string | null } {
  const { values, positionals } = asUsage(() =>
    parseArgs({ args, options: { name: { type: 'string' }, app: { type: 'string' } }, allowPositionals: true }),
  );
  const [path, ...rest] = positionals;
  if (path === undefined) throw new UsageError(`Found no file, expected one: ${importTagsUsage}.`);
  if (rest.length > 0) throw new UsageError(`Found ${positionals.length} files, expected one: ${importTagsUsage}.`);
  return { path, name: values.name ?? basename(path, extname(path)), appid: values.app ?? null };
}

/** Before the store is opened: that takes a second, and a mistyped path should not wait for it. */
function requireFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new InputError(`${path}: found no file, expected a list as CSV or JSON lines.`);
}

async function requireApp(store: Store, appid: string | null): Promise<void> {
  if (appid === null || (await listApps(store.db)).some((app) => app.appid === appid)) return;
  throw new InputError(`Found no app "${appid}", expected one of those that app list shows.`);
}

async function readList(path: string) {
  // Here and not above: no other command needs the file readers.
  const [{ BadFile }, { importTagList }] = await Promise.all([
    import('../import/bad-file.ts'),
    import('../import/import-tag-list.ts'),
  ]);
  let told = 0;
  try {
    return await importTagList(path, (lines) => {
      if (lines < told + progressEveryLines) return;
      told = lines;
      process.stderr.write(`${lines} lines read\n`);
    });
  } catch (error) {
    throw error instanceof BadFile ? new InputError(`${basename(path)}: ${error.message}`) : error;
  }
}
