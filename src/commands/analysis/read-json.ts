/** Reads JSON files: whole, or with one long list handed out in batches; a fault is one sentence with its line and column. */

import { closeSync, openSync, readSync } from 'node:fs';
import { InputError } from '../command.ts';
import { jsonFault } from './json-fault.ts';
import { listSplitter } from './list-splitter.ts';

const chunkBytes = 1 << 20;

/** A stretch of the file: its bytes and where they begin. */
interface Piece {
  from: number;
  bytes: Buffer;
}

/** Throws an InputError when the file cannot be read or holds no JSON. */
export function readJson(path: string): unknown {
  return parse(path, [{ from: 0, bytes: Buffer.concat([...chunksOf(path)]) }]);
}

/**
 * The document with its list `outer.inner` emptied; the items go to `take` a batch at a time, in order.
 * Throws an InputError as `readJson` does, and whatever `take` throws.
 */
export function readJsonWithList(
  path: string,
  [outer, inner]: readonly [string, string],
  take: (items: readonly unknown[]) => void,
): unknown {
  const outside: Piece[] = [];
  let parts: Buffer[] = [];
  let partsFrom = 0;
  let batches = 0;

  const cut = (to: number): Piece => {
    const all = Buffer.concat(parts);
    const piece = { from: partsFrom, bytes: all.subarray(0, to - partsFrom) };
    parts = [all.subarray(to - partsFrom)];
    partsFrom = to;
    return piece;
  };
  const hand = (batch: Piece) => {
    const items = parse(
      path,
      [{ from: batch.from, bytes: Buffer.concat([Buffer.from('['), batch.bytes, Buffer.from(']')]) }],
      1,
    );
    if (Array.isArray(items)) take(items);
    batches += 1;
  };
  const follow = listSplitter(outer, inner, {
    begin: (offset) => void outside.push(cut(offset)),
    part(offset) {
      if (offset - partsFrom < chunkBytes) return;
      hand(cut(offset));
      cut(offset + 1);
    },
    end(offset) {
      const last = cut(offset);
      if (batches > 0 && last.bytes.toString('latin1').trim() === '') throw noJson(path, offset);
      hand(last);
    },
  });
  for (const chunk of chunksOf(path)) {
    parts.push(chunk);
    follow(chunk);
  }
  const rest = Buffer.concat(parts);
  return parse(path, [...outside, { from: partsFrom, bytes: rest }]);
}

function* chunksOf(path: string): Generator<Buffer> {
  const file = reading(path, () => openSync(path, 'r'));
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const size = reading(path, () => readSync(file, chunk, 0, chunkBytes, null));
      if (size === 0) return;
      yield chunk.subarray(0, size);
    }
  } finally {
    closeSync(file);
  }
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new InputError(`${path} cannot be read (${error instanceof Error && 'code' in error ? error.code : error}).`);
  }
}

/** `added` bytes before the first piece's own are not the file's. */
function parse(path: string, pieces: readonly Piece[], added = 0): unknown {
  const text = decode(path, Buffer.concat(pieces.map((piece) => piece.bytes)));
  try {
    return JSON.parse(text);
  } catch {
    throw noJson(path, offsetIn(pieces, Buffer.byteLength(text.slice(0, jsonFault(text) ?? text.length)) - added));
  }
}

function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${path} is not UTF-8: save it as UTF-8 and try again.`);
  }
}

/** The file's offset of the byte `at` of the pieces together. */
function offsetIn(pieces: readonly Piece[], at: number): number {
  let left = at;
  for (const { from, bytes } of pieces.slice(0, -1)) {
    if (left < bytes.length) return from + left;
    left -= bytes.length;
  }
  return (pieces.at(-1)?.from ?? 0) + left;
}

function noJson(path: string, offset: number): InputError {
  const decoder = new TextDecoder('utf-8');
  let line = 1;
  let column = 1;
  let left = offset;
  for (const chunk of chunksOf(path)) {
    for (const character of decoder.decode(chunk.subarray(0, left), { stream: true })) {
      [line, column] = character === '\n' ? [line + 1, 1] : [line, column + 1];
    }
    left -= Math.min(left, chunk.length);
    if (left === 0) break;
  }
  return new InputError(`${path}: no valid JSON at line ${line}, column ${column}.`);
}
