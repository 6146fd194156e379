/** `serve`: the same as `npm start`, after installation. */

import { type Command, UsageError } from './command.ts';

export const serve: Command = {
  usage: 'serve',
  summary: 'start the service (settings: xiangdan serve --help)',
  async run(args) {
    const [found] = args.filter((arg) => arg !== '--help');
    if (found !== undefined)
      throw new UsageError(`Found "${found}", expected no argument: settings are environment variables.`);
    await import('../main.ts');
  },
};
