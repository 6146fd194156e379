/** The command line: finds the command, hands it its arguments, turns what it throws into one sentence and an exit code. */

import type { Command } from './commands/command.ts';
import { InputError, UsageError } from './commands/command.ts';

/** Loaded when asked for: all of them at once took 2.7 s of CPU before the first word (2-core VM, 2026-11-28). */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  demo: async () => (await import('./commands/demo.ts')).demo,
  carriers: async () => (await import('./commands/carriers.ts')).carriers,
  app: async () => (await import('./commands/app.ts')).app,
  account: async () => (await import('./commands/account.ts')).account,
  audit: async () => (await import('./commands/audit.ts')).audit,
  keys: async () => (await import('./commands/keys.ts')).keys,
  push: async () => (await import('./commands/push.ts')).push,
  purge: async () => (await import('./commands/purge.ts')).purge,
  receipt: async () => (await import('./commands/receipt.ts')).receipt,
  sandbox: async () => (await import('./commands/sandbox.ts')).sandbox,
  report: async () => (await import('./commands/report.ts')).report,
  score: async () => (await import('./commands/score.ts')).score,
  tags: async () => (await import('./commands/tags.ts')).tags,
  import: async () => (await import('./commands/import.ts')).importCalls,
  numbers: async () => (await import('./commands/numbers.ts')).numbers,
  'migrate-store': async () => (await import('./commands/migrate-store.ts')).migrateStore,
  'compat-check': async () => (await import('./commands/compat-check.ts')).compatCheck,
};

async function usage(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const lines = all.map((command) => `  xiangdan ${command.usage}\n      ${command.summary}`);
  return `Usage:\n${lines.join('\n')}\n`;
}

// A reader that has seen enough (`| head`) ends the program quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const [name = '', ...args] = process.argv.slice(2);
const load = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (name === '' || name === 'help' || name === '--help') {
  process.stdout.write(await usage());
} else if (!load) {
  process.stderr.write(`Found "${name}", expected one of ${Object.keys(commands).join(', ')}.\n${await usage()}`);
  process.exitCode = 2;
} else {
  const command = await load();
  try {
    await command.run(args);
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${sentence}\n`);
    if (error instanceof UsageError) process.stderr.write(`Usage: xiangdan ${command.usage}\n`);
    process.exitCode = error instanceof UsageError || error instanceof InputError ? 2 : 1;
  }
}
