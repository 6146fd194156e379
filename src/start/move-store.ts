/** Moves an installation from the embedded store into PostgreSQL; the embedded one is left as it was. */

import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rescueStranded } from '../jobs/rescue-stranded.ts';
import { createQueues, enqueue } from '../jobs/worker.ts';
import type { Settings } from '../settings.ts';
import { findApp, listApps } from '../store/apps.ts';
import { copyTables, type MovedTable } from '../store/database/copy-tables.ts';
import { lockDirectory } from '../store/database/lock-directory.ts';
import { type Database, openPglite, type Store } from '../store/database.ts';
import { createSessions } from '../store/sessions.ts';
import type { Vault } from '../store/vault.ts';
import { loadVault } from './load-vault.ts';
import { openServer } from './open-store.ts';

export interface Move {
  /** Whose keys are used: without MASTER_KEY, those in `dataDir`. */
  settings: Settings;
  dataDir: string;
  databaseUrl: string;
}

/** Throws an Error with one sentence; the target then holds no row of it. */
export async function moveStore({ settings, dataDir, databaseUrl }: Move): Promise<MovedTable[]> {
  const directory = join(dataDir, 'pglite');
  if (!existsSync(directory)) throw new Error(`Found no embedded store in ${dataDir}, expected the DATA_DIR of one.`);
  const lock = lockDirectory(dataDir);
  // Opening a store writes into it (recovery, migrations): what is opened is a copy.
  const copy = `${directory}.moving`;
  try {
    const vault = existingVault(settings, dataDir);
    rmSync(copy, { recursive: true, force: true });
    cpSync(directory, copy, { recursive: true, preserveTimestamps: true });
    return await withClosing(await openPglite(copy), async (source) => {
      await requireKey(source.db, vault);
      return withClosing(await openServer(databaseUrl, '--to'), (target) => move(source.db, target, vault));
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
    lock.release();
  }
}

async function withClosing<T>(store: Store, act: (store: Store) => Promise<T>): Promise<T> {
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

/** Never a new one: with another key than the source's, nothing would open. */
function existingVault(settings: Settings, dataDir: string): Vault {
  if (!settings.masterKey && !existsSync(join(dataDir, 'master.key')))
    throw new Error(`Found no master.key in ${dataDir} and no MASTER_KEY, expected the key that sealed the store.`);
  return loadVault(settings, dataDir);
}

async function requireKey(db: Database, vault: Vault): Promise<void> {
  for (const { appid } of await listApps(db)) {
    try {
      await findApp(db, vault, appid);
    } catch (error) {
      throw new Error(`The master key does not open the secret of app ${appid}: expected the key that sealed it.`, {
        cause: error,
      });
    }
  }
}

/**
 * Jobs are not copied: pg-boss's tables are its own, and what it knows of a job follows from the state of its session. Sessions in
 * work get their job in the transaction that brings them.
 */
async function move(source: Database, target: Store, vault: Vault): Promise<MovedTable[]> {
  const troubles: Error[] = [];
  const boss = target.newBoss((error) => troubles.push(error));
  await boss.start();
  try {
    await createQueues(boss);
    const moved = await copyTables(source, target.db, (db) =>
      rescueStranded(
        {
          db,
          now: () => Date.now() / 1000,
          sessions: createSessions(vault),
          enqueueFetch: (transaction, sid) => enqueue(boss, transaction, 'fetchRecord', sid),
          enqueueReport: (transaction, sid) => enqueue(boss, transaction, 'buildReport', sid),
        },
        0,
      ),
    );
    return moved;
  } finally {
    await boss.stop({ graceful: false, close: true });
    if (troubles[0]) process.emitWarning(troubles[0]);
  }
}
