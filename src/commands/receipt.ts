/** `receipt verify FILE --key FILE`: whether a receipt of erasure is genuine; needs neither store nor network. */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { epochOf } from '../domain/shanghai-time.ts';
import { isGenuine } from '../store/receipts.ts';
import { asUsage } from './as-usage.ts';
import { type Command, InputError, UsageError } from './command.ts';

export const receipt: Command = {
  usage: 'receipt verify FILE --key FILE',
  summary: 'whether a receipt of DELETE /sessions/{sid} is genuine, by the reply of /receipts/key',
  async run([action, ...words]) {
    if (action !== 'verify') throw new UsageError(`Found "${action ?? ''}", expected verify.`);
    const { values, positionals } = asUsage(() =>
      parseArgs({ args: words, options: { key: { type: 'string' } }, allowPositionals: true }),
    );
    const [file, extra] = positionals;
    if (file === undefined || extra !== undefined)
      throw new UsageError(`Found ${positionals.length} files, expected one receipt.`);
    if (values.key === undefined) throw new UsageError('Found no --key, expected the saved reply of /receipts/key.');
    const key = fieldsOf(values.key);
    const given = fieldsOf(file);
    const [keyId, ours] = [given.text('key_id'), key.text('key_id')];
    if (keyId !== ours) throw new Error(`The receipt names the key ${keyId}, expected ${ours}: another one signed it.`);
    const [sid, erasedAt, reason] = [given.text('sid'), given.text('erased_at'), given.text('reason')];
    const genuine = isGenuine(key.text('public_key'), {
      ...{ id: given.text('receipt_id'), sid, erasedAt: epochIn(file, erasedAt), what: given.texts('what') },
      ...{ reason, keyId, signature: given.text('signature') },
    });
    if (!genuine) throw new Error('The receipt is not genuine: its signature does not fit what it says.');
    process.stdout.write(`genuine: ${sid} was erased at ${erasedAt} (${reason})\n`);
  },
};

/** The reply as it was saved, or its `data` alone. */
function objectIn(file: string): object {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(
      `${file}: found no JSON (${error instanceof Error ? error.message : error}), expected a reply.`,
    );
  }
  if (isObject(value) && 'data' in value && isObject(value.data)) return value.data;
  if (isObject(value)) return value;
  throw new InputError(`${file}: found JSON that is no object, expected a reply.`);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a reply says, by name; throws an InputError for what is not there. */
function fieldsOf(file: string): { text(name: string): string; texts(name: string): string[] } {
  const fields = new Map<string, unknown>(Object.entries(objectIn(file)));
  return {
    text(name) {
      const value = fields.get(name);
      if (typeof value !== 'string') throw new InputError(`${file}: found no text ${name}, expected one.`);
      return value;
    },
    texts(name) {
      const value = fields.get(name);
      if (!Array.isArray(value)) throw new InputError(`${file}: found no list ${name}, expected one.`);
      return value.map(String);
    },
  };
}

function epochIn(file: string, text: string): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (text.match(/\d+/g) ?? []).map(Number);
  const at = epochOf({ year, month, day, hour, minute, second });
  if (at === null) throw new InputError(`${file}: found erased_at "${text}", expected YYYY-MM-DD HH:mm:ss.`);
  return at;
}
