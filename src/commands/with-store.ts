/** Opens the store that the settings name, for one command, and closes it whatever happens. */

import { makeDataDirectory } from '../start/data-directory.ts';
import { loadVault } from '../start/load-vault.ts';
import { openStore } from '../start/open-store.ts';
import type { Database } from '../store/database.ts';
import type { Vault } from '../store/vault.ts';
import { settingsOrThrow } from './command.ts';

/** Throws one sentence when the store cannot be opened: the embedded one serves one process at a time. */
export async function withStore(act: (db: Database, vault: Vault) => Promise<void>): Promise<void> {
  const settings = settingsOrThrow();
  const dataDir = makeDataDirectory(settings.dataDir);
  const store = await openStore(settings, dataDir);
  try {
    await act(store.db, loadVault(settings, dataDir));
  } finally {
    await store.close();
  }
}
