/** The file of `keys backup`: a line that says when it was begun, a line a key, and a line that shows that it is whole. */

import { closeSync, createReadStream, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { KeyApart } from '../store/vault/keys-apart.ts';
import { InputError } from './command.ts';

const title = 'xiangdan data keys 1';

/** Takes the place of the file before, once it is whole; gives how many keys are in it. */
export async function writeKeyFile(file: string, takenAt: Date, batches: AsyncIterable<KeyApart[]>): Promise<number> {
  const opened = openSync(`${file}.new`, 'w', 0o600);
  let count = 0;
  try {
    writeSync(opened, `${title} ${takenAt.toISOString()}\n`);
    for await (const batch of batches) {
      writeSync(opened, batch.map(({ id, wrapped }) => `${id} ${wrapped}\n`).join(''));
      count += batch.length;
    }
    writeSync(opened, `end ${count}\n`);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  renameSync(`${file}.new`, file);
  return count;
}

/** Gives when it was begun. Throws an InputError that names the line; what `take` was given until then must be undone. */
export async function readKeyFile(
  file: string,
  batchRows: number,
  take: (batch: KeyApart[]) => Promise<void>,
): Promise<Date> {
  let takenAt: Date | null = null;
  let batch: KeyApart[] = [];
  let count = 0;
  let isWhole = false;
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line += 1;
    const [first = '', second = ''] = text.split(' ');
    if (!takenAt) {
      takenAt = readTitle(file, text);
    } else if (first === 'end' && second === String(count) && !isWhole) {
      isWhole = true;
    } else if (isWhole || !/^\w+ [A-Za-z0-9+/]+=*$/.test(text)) {
      throw new InputError(
        `${file} line ${line}: found ${text.length} characters, expected ${isWhole ? 'nothing more' : `a key or "end ${count}"`}.`,
      );
    } else {
      count += 1;
      batch.push({ id: first, wrapped: second });
      if (batch.length === batchRows) {
        await take(batch);
        batch = [];
      }
    }
  }
  if (!takenAt || !isWhole)
    throw new InputError(`${file}: found ${line} lines and no last one, expected "end ${count}".`);
  await take(batch);
  return takenAt;
}

function readTitle(file: string, text: string): Date {
  const takenAt = new Date(text.startsWith(`${title} `) ? text.slice(title.length + 1) : Number.NaN);
  if (Number.isNaN(takenAt.getTime()))
    throw new InputError(`${file} line 1: found another, expected a file of keys backup.`);
  return takenAt;
}
