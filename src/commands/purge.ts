/** `purge`: removes now what is kept no longer, and prints how many rows of each kind went. */

import { purge as runPurge } from '../journey/purge.ts';
import { createRecoveries } from '../store/recoveries.ts';
import { type Command, settingsOrThrow, UsageError } from './command.ts';
import { withStore } from './with-store.ts';

export const purge: Command = {
  usage: 'purge',
  summary: 'erase now what is kept no longer; the workers do it every minute',
  async run([extra]) {
    if (extra !== undefined) throw new UsageError(`Found "${extra}", expected nothing more.`);
    const { retentionDays, flowLimits } = settingsOrThrow();
    await withStore(async (db, vault) => {
      const recoveries = createRecoveries(vault);
      const purging = { db, vault, recoveries, retentionDays, flowLimits, now: () => Date.now() / 1000 };
      const counts = await runPurge(purging, new AbortController().signal);
      if (counts === null) throw new Error('Found another purge under way, expected none: it does the same.');
      process.stdout.write(`${JSON.stringify(counts)}\n`);
    });
  },
};
