/** The options that `report`, `score` and `tags` share, read from the words after the command. */

import { UsageError } from '../command.ts';

export interface AnalysisOptions {
  /** Path of the input JSON. */
  input: string;
  /** Unix seconds, may have a fraction. */
  now: number;
  /** Path of a directory that is laid over the built-in one. */
  directory: string | null;
  /** Path of thresholds in place of the built-in ones. */
  thresholds: string | null;
  /** Path to write to; null for stdout. */
  out: string | null;
  explain: boolean;
}

const withValue = ['--input', '--now', '--directory', '--thresholds', '--out'];
const flags = ['--explain'];

/** `clock` gives the time that stands when `--now` is not given; `known` is what this command takes. Throws a UsageError. */
export function readOptions(words: readonly string[], known: readonly string[], clock: () => number): AnalysisOptions {
  const given = new Map<string, string>();
  const rest = words.flatMap(splitAtEquals);
  while (rest.length > 0) {
    const name = rest.shift() ?? '';
    if (!known.includes(name)) throw new UsageError(`Found "${name}", expected one of ${known.join(', ')}.`);
    if (given.has(name)) throw new UsageError(`Found ${name} twice, expected it once.`);
    const value = flags.includes(name) ? '' : rest.shift();
    if (value === undefined || (withValue.includes(name) && (value === '' || known.includes(value)))) {
      throw new UsageError(`Found ${name} without a value, expected one after it.`);
    }
    given.set(name, value);
  }
  const input = given.get('--input');
  if (input === undefined) throw new UsageError('Found no --input, expected the path of an input JSON.');
  return {
    input,
    now: readNow(given.get('--now')) ?? clock(),
    directory: given.get('--directory') ?? null,
    thresholds: given.get('--thresholds') ?? null,
    out: given.get('--out') ?? null,
    explain: given.has('--explain'),
  };
}

/** `--now=1511161753` is `--now 1511161753`. */
function splitAtEquals(word: string): string[] {
  const [, name, value] = /^(--[a-z]+)=(.*)$/s.exec(word) ?? [];
  return name === undefined || value === undefined ? [word] : [name, value];
}

function readNow(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{9,10}(\.\d+)?$/.test(text)) {
    throw new UsageError(`Found --now "${text}", expected unix seconds (10 digits, decimals allowed).`);
  }
  return Number(text);
}
