/** `tags list|remove`: the lists that `tags import` has put into the store, and one of them taken out again. */

import { parseArgs } from 'node:util';
import { formatDateTime } from '../domain/shanghai-time.ts';
import { appendAudit } from '../store/audit.ts';
import { listTagLists, removeTagList } from '../store/tags/tag-lists.ts';
import { asUsage } from './as-usage.ts';
import { InputError, UsageError } from './command.ts';
import { withStore } from './with-store.ts';

export const keptTagListsUsage = 'tags list [--app APPID] | tags remove NAME [--app APPID]';

/** One line a list. With `--app` those that count for this app, and without it all. */
export async function listKept(words: string[]): Promise<void> {
  const { names, appid } = readWords(words);
  if (names[0] !== undefined) throw new UsageError(`Found "${names[0]}" after list, expected nothing more.`);
  await withStore(async (db) => {
    for (const list of await listTagLists(db, appid)) {
      const cells = [
        list.name,
        list.appid ?? 'every app',
        `${list.count} numbers`,
        `imported ${formatDateTime(list.importedAt)}`,
      ];
      process.stdout.write(`${cells.join('  ')}\n`);
    }
  });
}

/** Without `--app` the list of that name for every app. Reports that are there already stay as they are. */
export async function removeKept(words: string[]): Promise<void> {
  const { names, appid } = readWords(words);
  const [name, ...rest] = names;
  if (name === undefined) throw new UsageError('Found no name, expected one of those that tags list shows.');
  if (rest.length > 0) throw new UsageError(`Found ${names.length} names, expected one.`);
  await withStore((db) =>
    db.transaction().execute(async (transaction) => {
      if (!(await removeTagList(transaction, { name, appid }))) {
        const whose = appid === null ? 'for every app' : `of the app "${appid}"`;
        throw new InputError(`Found no list "${name}" ${whose}, expected one of those that tags list shows.`);
      }
      const at = Date.now() / 1000;
      await appendAudit(transaction, { at, actor: 'cli', action: 'tags.removed', appid, sid: null, detail: { name } });
    }),
  );
  process.stdout.write(`${JSON.stringify({ name, appid, removed: true })}\n`);
}

function readWords(words: string[]): { names: string[]; appid: string | null } {
  const { values, positionals } = asUsage(() =>
    parseArgs({ args: words, options: { app: { type: 'string' } }, allowPositionals: true }),
  );
  return { names: positionals, appid: values.app ?? null };
}
