/** Turns what Node's parser of command lines throws into a UsageError. */

import { UsageError } from './command.ts';

export function asUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
