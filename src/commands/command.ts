/** What a command of the command line is. */

import { readSettings, type Settings } from '../settings.ts';

export interface Command {
  /** As typed after `xiangdan`. */
  usage: string;
  summary: string;
  /** Throws a UsageError for wrong words or an InputError for a wrong file (exit 2), any other Error for what went wrong (exit 1). */
  run(args: string[]): Promise<void>;
}

/** The words after the command were wrong: the message says what was found and what was expected. */
export class UsageError extends Error {}

/** A file was wrong or could not be read: one sentence that says where; the command was typed well. */
export class InputError extends Error {}

/** Throws one sentence with every setting that cannot be used. */
export function settingsOrThrow(): Settings {
  const read = readSettings();
  if ('faults' in read) throw new Error(`Settings that cannot be used: ${read.faults.join('; ')}`);
  return read.settings;
}
