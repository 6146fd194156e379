/** Opens the store that the settings name: PostgreSQL, or PGlite under the directory's lock. */

import { join } from 'node:path';
import type { Settings } from '../settings.ts';
import { createPgliteIfMissing } from '../store/database/create-pglite.ts';
import { lockDirectory } from '../store/database/lock-directory.ts';
import { openPglite, openPostgres, type Store } from '../store/database.ts';

/** Throws an Error with one sentence: the directory is in use, the database does not answer. */
export async function openStore(settings: Settings, dataDir: string): Promise<Store> {
  if (settings.databaseUrl) return openServer(settings.databaseUrl, 'DATABASE_URL');
  const lock = lockDirectory(dataDir);
  try {
    const directory = join(dataDir, 'pglite');
    await createPgliteIfMissing(directory);
    const store = await openPglite(directory);
    return {
      ...store,
      async close() {
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** `named` is where the URL came from. Throws an Error with one sentence, without the password. */
export async function openServer(url: string, named: string): Promise<Store> {
  try {
    return await openPostgres(url);
  } catch (error) {
    const { hostname, port } = new URL(url);
    const why =
      error instanceof Error && error.message
        ? error.message
        : error instanceof Error && 'code' in error
          ? error.code
          : error;
    throw new Error(`PostgreSQL at ${hostname}:${port || '5432'} cannot be used (${why}): check ${named}.`);
  }
}
