/** Every form that a secret may take among bytes, and one pass over bytes that finds them all. */

import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import iconv from 'iconv-lite';

export type Secrets = Readonly<Record<string, Iterable<string>>>;

export interface Form {
  kind: string;
  /** Which form, for a message that does not repeat the secret. */
  name: string;
  bytes: Buffer;
  /** Six digits in plain are part of many a longer number: they count where no such number goes on. */
  standsAlone: boolean;
}

/** Shorter than this, chance finds it: six given bytes stand in 100 MB of noise once in three million times. */
const leastBytes = 6;

export function formsOf(secrets: Secrets): Form[] {
  return Object.entries(secrets).flatMap(([kind, texts]) =>
    [...new Set(texts)].flatMap((text) => formsOfText(text).map((form) => ({ kind, ...form }))),
  );
}

function formsOfText(text: string): Omit<Form, 'kind'>[] {
  const isPlain = /^[ -~]*$/.test(text);
  const isShortNumber = /^\d{1,9}$/.test(text);
  const encodings: [string, Buffer][] = [
    ['utf-8', Buffer.from(text)],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', Buffer.from(text, 'utf16le').swap16()],
    ...(isPlain ? [] : [['gbk', iconv.encode(text, 'gbk')] satisfies [string, Buffer]]),
  ];
  const spelled: [string, Buffer][] = encodings.flatMap(([name, bytes]): [string, Buffer][] => [
    [name, bytes],
    [`${name} hex`, Buffer.from(bytes.toString('hex'))],
    [`${name} HEX`, Buffer.from(bytes.toString('hex').toUpperCase())],
    ...base64At(bytes).map((part, shift): [string, Buffer] => [`${name} base64 at ${shift}`, part]),
    ...(isPlain ? [] : [[`${name} percent`, percent(bytes)] satisfies [string, Buffer]]),
  ]);
  // A number has few values: its hash without a key is as good as itself.
  const hashed: [string, Buffer][] = ['md5', 'sha1', 'sha256'].flatMap((algorithm): [string, Buffer][] => {
    const hash = createHash(algorithm).update(text).digest();
    return [
      [algorithm, hash],
      [`${algorithm} hex`, Buffer.from(hash.toString('hex'))],
      [`${algorithm} base64`, Buffer.from(hash.toString('base64').slice(0, 16))],
    ];
  });
  const escaped: [string, Buffer][] = isPlain ? [] : [['JSON escapes', Buffer.from(jsonEscapes(text))]];
  return [...spelled, ...hashed, ...escaped]
    .filter(([, bytes]) => bytes.length >= leastBytes)
    .map(([name, bytes]) => ({ name, bytes, standsAlone: isShortNumber && /^utf-\d+\w*$/.test(name) }));
}

/** What base64 makes of the bytes wherever they stand in a group of three, without the characters that neighbours share; both alphabets. */
function base64At(bytes: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64url');
    const own = text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
    const usual = own.replaceAll('-', '+').replaceAll('_', '/');
    return own === usual ? [Buffer.from(own)] : [Buffer.from(own), Buffer.from(usual)];
  });
}

function percent(bytes: Buffer): Buffer {
  return Buffer.from([...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''));
}

function jsonEscapes(text: string): string {
  return [...Buffer.from(text, 'utf16le').swap16().toString('hex').matchAll(/.{4}/g)]
    .map(([unit]) => `\\u${unit}`)
    .join('');
}

interface Index {
  isStart: Uint8Array;
  byStart: Map<number, Form[]>;
}

/** By their first three bytes; 16 MB, and so made once for all files. */
const indexes = new WeakMap<readonly Form[], Index>();

function indexOf(forms: readonly Form[]): Index {
  const made = indexes.get(forms);
  if (made) return made;
  const index: Index = { isStart: new Uint8Array(1 << 24), byStart: new Map() };
  for (const form of forms) {
    const start = form.bytes.readUIntBE(0, 3);
    index.isStart[start] = 1;
    index.byStart.set(start, [...(index.byStart.get(start) ?? []), form]);
  }
  indexes.set(forms, index);
  return index;
}

/** `kind as form` of each secret that stands in the bytes, once; blobs of gzip in their midst are opened. */
export function findForms(bytes: Buffer, forms: readonly Form[], depth = 0): Set<string> {
  const found = new Set<string>();
  const { isStart, byStart } = indexOf(forms);
  let start = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    start = ((start << 8) | (bytes[at] ?? 0)) & 0xffffff;
    if (at < 2) continue;
    if (isStart[start] === 1) {
      for (const form of byStart.get(start) ?? [])
        if (stands(bytes, at - 2, form)) found.add(`${form.kind} as ${form.name}`);
    }
    if (start === 0x1f8b08 && depth < 2) {
      for (const one of findForms(gunzipped(bytes.subarray(at - 2)), forms, depth + 1)) found.add(`${one}, gzipped`);
    }
  }
  return found;
}

function stands(bytes: Buffer, at: number, { bytes: wanted, standsAlone, name }: Form): boolean {
  if (!bytes.subarray(at, at + wanted.length).equals(wanted)) return false;
  if (!standsAlone) return true;
  const step = name === 'utf-8' ? 1 : 2;
  const ends = [bytes[at - step], bytes[at + wanted.length]];
  return !ends.some((byte, side) => byte !== undefined && (side === 0 ? isWordByte(byte) : isDigit(byte)));
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isWordByte(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** Nothing where no gzip begins after all; what stands behind it does not matter. */
function gunzipped(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch {
    // Three bytes of chance.
    return Buffer.alloc(0);
  }
}

/** A dump writes bytes as `\x` and hex: they are looked through as bytes too, or gzip in them would stay shut. */
export function findInDump(dump: string, forms: readonly Form[]): Set<string> {
  const found = findForms(Buffer.from(dump), forms);
  for (const [, hex = ''] of dump.matchAll(/\\x([0-9a-f]{20,})/g)) {
    const bytes = Buffer.from(hex, 'hex');
    if (bytes.includes(gzipStart)) for (const one of findForms(bytes, forms)) found.add(one);
  }
  return found;
}

const gzipStart = Buffer.from([0x1f, 0x8b, 0x08]);
