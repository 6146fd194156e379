/** The server program: reads settings, starts the service, says when it is ready, and stops it on SIGTERM. */

import { createLog } from './log.ts';
import { readSettings, settingsHelp } from './settings.ts';
import { startService } from './start/service.ts';

if (process.argv.includes('--help')) {
  process.stdout.write(`Settings (environment variables):\n${settingsHelp()}\n`);
  process.exit(0);
}

const read = readSettings();
if ('faults' in read) {
  process.stderr.write(
    `xiangdan did not start. Settings that cannot be used:\n${read.faults.map((fault) => `  ${fault}`).join('\n')}\n`,
  );
  process.exit(1);
}
const { settings } = read;
const log = createLog(settings.logLevel);

try {
  const service = await startService(settings, log);
  const sandbox = service.sandboxUrl ? ` sandbox ${service.sandboxUrl}` : '';
  process.stdout.write(`ready ${service.url}${sandbox}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      log.info({ signal }, 'stopping');
      await service.stop();
      process.exit(0);
    });
  }
} catch (error) {
  process.stderr.write(`xiangdan did not start. ${error instanceof Error ? error.message : String(error)}\n`);
  log.debug({ err: error }, 'start failed');
  process.exit(1);
}
