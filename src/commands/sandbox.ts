/** `sandbox`: the sandbox carriers alone, as the program that they are. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Command, UsageError } from './command.ts';

export const sandbox: Command = {
  usage: 'sandbox',
  summary: 'start the sandbox carriers alone (SANDBOX_PORT)',
  async run(args) {
    if (args.length > 0) throw new UsageError(`Found "${args[0]}", expected no argument.`);
    const program = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));
    process.exitCode = spawnSync(process.execPath, [program], { stdio: 'inherit' }).status ?? 1;
  },
};
