/** `keys`: a new master key, and everything that older ones wrapped put under it; the data keys, kept apart from the rest. */

import { randomBytes } from 'node:crypto';
import { makeDataDirectory } from '../start/data-directory.ts';
import { replaceMasterKey } from '../start/load-vault.ts';
import { openStore } from '../start/open-store.ts';
import { appendAudit } from '../store/audit.ts';
import { rewrapAll } from '../store/vault/rewrap.ts';
import { type Command, settingsOrThrow, UsageError } from './command.ts';
import { backUpKeys, bringKeysBack } from './keys-apart.ts';
import { withStore } from './with-store.ts';

const actions: Record<string, (words: string[]) => Promise<void>> = {
  backup: backUpKeys,
  restore: bringKeysBack,
  async rotate(words) {
    requireNoMore('rotate', words);
    const settings = settingsOrThrow();
    if (settings.masterKey) return say(serverSteps(randomBytes(32).toString('hex')));
    const dataDir = makeDataDirectory(settings.dataDir);
    // Opened for its lock: no process may run with the old key while the files change.
    const store = await openStore(settings, dataDir);
    try {
      const file = replaceMasterKey(dataDir);
      await appendAudit(store.db, { ...byCli('key.rotated'), detail: {} });
      say(`A new master.key is in place; the one before is in ${file}.
Now run \`xiangdan keys rewrap\`. When it leaves nothing behind, move that file to where your old backups are:
they cannot be opened without it. Then save the data keys again (\`xiangdan keys backup\`).
`);
    } finally {
      await store.close();
    }
  },
  async rewrap(words) {
    requireNoMore('rewrap', words);
    await withStore(async (db, vault) => {
      const { rewrapped, unopenable } = await rewrapAll(db, vault);
      await appendAudit(db, { ...byCli('key.rewrapped'), detail: { rewrapped, unopenable } });
      say(`${JSON.stringify({ rewrapped, unopenable })}\n`);
      if (unopenable > 0)
        throw new Error(
          `Found ${unopenable} rows that open under no known master key, expected none: name the missing key in MASTER_KEY_PREVIOUS.`,
        );
    });
  },
};

export const keys: Command = {
  usage: 'keys rotate | rewrap | backup --out F | restore --in F',
  summary: 'a new master key; the data keys apart, so that old backups cannot open what was erased',
  async run([action = '', ...words]) {
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!act) throw new UsageError(`Found "${action}", expected one of ${Object.keys(actions).join(', ')}.`);
    await act(words);
  },
};

function requireNoMore(action: string, [extra]: string[]): void {
  if (extra !== undefined) throw new UsageError(`Found "${extra}" after ${action}, expected nothing more.`);
}

function byCli(action: string) {
  return { at: Date.now() / 1000, actor: 'cli', action, appid: null, sid: null };
}

/** Every node must be able to open what another one sealed with the new key, before any of them does. */
function serverSteps(key: string): string {
  return `A new master key: ${key}
1. Restart every process, one after the other, with MASTER_KEY as it is and the new key in MASTER_KEY_PREVIOUS.
2. Restart them with MASTER_KEY the new key and the old one in MASTER_KEY_PREVIOUS.
3. Run \`xiangdan keys rewrap\` with the settings of step 2, as often as it says that it rewrapped something.
4. Restart them without MASTER_KEY_PREVIOUS. Keep the old key where your old backups are, and save the data keys again
   (\`xiangdan keys backup\`).
`;
}

function say(text: string): void {
  process.stdout.write(text);
}
