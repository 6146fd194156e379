/** The master keys of one installation: those of the settings, or those in its data directory; and a change of the latter. */

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../settings.ts';
import { createVault, type Vault } from '../store/vault.ts';
import { loadMasterKey } from './data-directory.ts';

const previousFile = 'master.key.previous';

export function loadVault({ masterKey, masterKeyPrevious }: Settings, dataDir: string): Vault {
  if (masterKey) return createVault(masterKey, masterKeyPrevious);
  return createVault(loadMasterKey(dataDir), [...masterKeyPrevious, ...loadPreviousKeys(dataDir)]);
}

/** One a line, newest last. */
function loadPreviousKeys(dataDir: string): Buffer[] {
  const file = join(dataDir, previousFile);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const odd = lines.findIndex((line) => !/^[0-9a-f]{64}$/.test(line));
  if (odd >= 0) throw new Error(`${file} line ${odd + 1} is not 64 hex digits: restore it from a backup.`);
  return lines.map((line) => Buffer.from(line, 'hex'));
}

/**
 * A fresh `master.key`; the one before goes to `master.key.previous`, and it goes there first: a crash in between costs nothing.
 * Gives the file that holds the older keys.
 */
export function replaceMasterKey(dataDir: string): string {
  const older = [...loadPreviousKeys(dataDir), loadMasterKey(dataDir)].map((key) => key.toString('hex'));
  writeWhole(join(dataDir, previousFile), [...new Set(older)]);
  writeWhole(join(dataDir, 'master.key'), [randomBytes(32).toString('hex')]);
  return join(dataDir, previousFile);
}

function writeWhole(file: string, lines: string[]): void {
  writeFileSync(`${file}.new`, `${lines.join('\n')}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
