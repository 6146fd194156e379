/**
 * One process per data directory: two PGlite instances on one directory destroy it, so the lock is taken before opening.
 *
 * The lock is the kernel's file lock that SQLite takes on `xiangdan.lock`, beside the store and not inside it: it ends with the
 * process however that ends (kill -9 included), so there is nothing stale to judge. Taking it costs 1 ms (2-core VM, 2026-11).
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface DirectoryLock {
  release(): void;
}

/** Throws an Error that names the process in possession when the directory is in use. */
export function lockDirectory(dataDir: string): DirectoryLock {
  const ownerFile = join(dataDir, 'xiangdan.pid');
  const file = new DatabaseSync(join(dataDir, 'xiangdan.lock'));
  try {
    file.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (error instanceof Error && error.message.includes('locked')) {
      throw new Error(
        `${dataDir} is in use by another xiangdan process${ownerOf(ownerFile)}. Stop that one, or set DATA_DIR to another directory.`,
      );
    }
    throw error;
  }
  writeFileSync(ownerFile, String(process.pid));
  return { release: () => file.close() };
}

function ownerOf(ownerFile: string): string {
  try {
    return ` (pid ${readFileSync(ownerFile, 'utf8').trim()})`;
  } catch {
    return ''; // the owner holds the lock but has not yet written its number
  }
}
