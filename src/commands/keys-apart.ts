/** `keys backup|restore`: the data keys, kept apart from the backups of the rest so that only the newest ones open those. */

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { eraseMany } from '../journey/erase.ts';
import { appendAudit } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { findKeyless, type KeyApart, keysAfter, restoreKeys } from '../store/vault/keys-apart.ts';
import type { Vault } from '../store/vault.ts';
import { asUsage } from './as-usage.ts';
import { InputError, UsageError } from './command.ts';
import { readKeyFile, writeKeyFile } from './key-file.ts';
import { withStore } from './with-store.ts';

/** Bounds memory, and the length of one statement. */
const batchRows = 500;

export async function backUpKeys(words: string[]): Promise<void> {
  const file = readFileName(words, 'out');
  await withStore(async (db) => {
    const keys = await writeKeyFile(file, new Date(), keyBatches(db));
    await appendAudit(db, { ...byCli('key.saved'), detail: { keys } });
    process.stdout.write(`${JSON.stringify({ keys, file })}\n`);
  });
}

/** All of it or nothing. What has no key afterwards was erased after the backup was made, and is erased again. */
export async function bringKeysBack(words: string[]): Promise<void> {
  const file = readFileName(words, 'in');
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new InputError(`${file}: found no file, expected one of keys backup.`);
  await withStore(async (db, vault) => {
    const counts = await db.transaction().execute(async (transaction) => {
      let keys = 0;
      let restored = 0;
      const takenAt = await readKeyFile(file, batchRows, async (batch) => {
        keys += batch.length;
        restored += await restoreKeys(transaction, vault, batch);
      });
      const erased = await eraseKeyless(transaction, vault, file, takenAt);
      await appendAudit(transaction, { ...byCli('key.restored'), detail: { restored, erased } });
      return { restored, unused: keys - restored, erased };
    });
    process.stdout.write(`${JSON.stringify(counts)}\n`);
  });
}

async function* keyBatches(db: Database): AsyncGenerator<KeyApart[]> {
  for (let last = ''; ; ) {
    const batch = await keysAfter(db, last, batchRows);
    const end = batch.at(-1);
    if (!end) return;
    yield batch;
    last = end.id;
  }
}

async function eraseKeyless(db: Database, vault: Vault, file: string, takenAt: Date): Promise<number> {
  let erased = 0;
  for (;;) {
    // Newest first: with keys from before the backup it would be the sessions of the time between that go.
    const keyless = await findKeyless(db, batchRows);
    const [newest] = keyless;
    if (!newest) return erased;
    if (newest.createdAt * 1000 > takenAt.getTime())
      throw new InputError(
        `Found a session of ${new Date(newest.createdAt * 1000).toISOString()} without a key in ${file}, which is of ${takenAt.toISOString()}: expected keys that were saved after the backup. Nothing was changed.`,
      );
    const by = { actor: 'cli', reason: 'restored' } as const;
    const sids = keyless.map(({ sid }) => sid);
    erased += await eraseMany({ db, vault, now: () => Date.now() / 1000 }, sids, by);
  }
}

function readFileName(words: string[], option: 'in' | 'out'): string {
  const { values } = asUsage(() => parseArgs({ args: words, options: { [option]: { type: 'string' } } }));
  const file = values[option];
  if (typeof file !== 'string' || file === '') throw new UsageError(`Found no --${option}, expected --${option} FILE.`);
  return resolve(file);
}

function byCli(action: string) {
  return { at: Date.now() / 1000, actor: 'cli', action, appid: null, sid: null };
}
