/** The command line: finds the command, hands it its arguments, turns what it throws into one sentence and an exit code. */

import { account } from './commands/account.ts';
import { app } from './commands/app.ts';
import { audit } from './commands/audit.ts';
import { carriers } from './commands/carriers.ts';
import type { Command } from './commands/command.ts';
import { InputError, UsageError } from './commands/command.ts';
import { compatCheck } from './commands/compat-check.ts';
import { demo } from './commands/demo.ts';
import { importCalls } from './commands/import.ts';
import { keys } from './commands/keys.ts';
import { migrateStore } from './commands/migrate-store.ts';
import { numbers } from './commands/numbers.ts';
import { purge } from './commands/purge.ts';
import { push } from './commands/push.ts';
import { receipt } from './commands/receipt.ts';
import { report } from './commands/report.ts';
import { sandbox } from './commands/sandbox.ts';
import { score } from './commands/score.ts';
import { serve } from './commands/serve.ts';
import { tags } from './commands/tags.ts';

const commands: Record<string, Command> = {
  serve,
  demo,
  carriers,
  app,
  account,
  audit,
  keys,
  push,
  purge,
  receipt,
  sandbox,
  report,
  score,
  tags,
  import: importCalls,
  numbers,
  'migrate-store': migrateStore,
  'compat-check': compatCheck,
};

function usage(): string {
  const lines = Object.values(commands).map((command) => `  xiangdan ${command.usage}\n      ${command.summary}`);
  return `Usage:\n${lines.join('\n')}\n`;
}

// A reader that has seen enough (`| head`) ends the program quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (name === '' || name === 'help' || name === '--help') {
  process.stdout.write(usage());
} else if (!command) {
  process.stderr.write(`Found "${name}", expected one of ${Object.keys(commands).join(', ')}.\n${usage()}`);
  process.exitCode = 2;
} else {
  try {
    await command.run(args);
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${sentence}\n`);
    if (error instanceof UsageError) process.stderr.write(`Usage: xiangdan ${command.usage}\n`);
    process.exitCode = error instanceof UsageError || error instanceof InputError ? 2 : 1;
  }
}
