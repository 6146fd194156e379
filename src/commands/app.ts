/** `app create NAME`, `app list`: who may call the API. */

import { loadMasterKey, makeDataDirectory } from '../start/data-directory.ts';
import { openStore } from '../start/open-store.ts';
import { createApp, listApps } from '../store/apps.ts';
import type { Store } from '../store/database.ts';
import { createVault } from '../store/vault.ts';
import { type Command, settingsOrThrow, UsageError } from './command.ts';

export const app: Command = {
  usage: 'app create NAME | app list',
  summary: 'make an app with fresh credentials; list apps',
  async run([action, name, ...rest]) {
    if (action !== 'create' && action !== 'list')
      throw new UsageError(`Found "${action ?? ''}", expected create or list.`);
    if (action === 'create' && !name) throw new UsageError('Found no name, expected one: app create NAME.');
    const extra = action === 'list' ? name : rest[0];
    if (extra !== undefined) throw new UsageError(`Found "${extra}" after ${action}, expected nothing more.`);

    const settings = settingsOrThrow();
    const dataDir = makeDataDirectory(settings.dataDir);
    const store = await openStore(settings, dataDir);
    try {
      const vault = createVault(settings.masterKey ?? loadMasterKey(dataDir));
      if (name) {
        const { appid, appsecret } = await createApp(store.db, vault, name, Date.now() / 1000);
        process.stdout.write(`${JSON.stringify({ appid, appsecret, name })}\n`);
      } else {
        await printApps(store);
      }
    } finally {
      await store.close();
    }
  },
};

async function printApps(store: Store): Promise<void> {
  for (const one of await listApps(store.db))
    process.stdout.write(`${one.appid}  ${one.disabled ? 'disabled' : 'active  '}  ${one.name}\n`);
}
