/** Bodies that clients pack themselves: gzip or deflate, labelled, wrongly labelled or not labelled at all (wire contract §8). */

import { promisify } from 'node:util';
import { gunzip, inflate, inflateRaw } from 'node:zlib';
import { Fault } from '../errors.ts';

const unpackers = { gzip: promisify(gunzip), zlib: promisify(inflate), deflate: promisify(inflateRaw) };

/** A body of 1 MiB can unpack to 1 GB: what is over this was not call records. */
const mostBytes = 32 * 1024 * 1024;

/** The JSON in a body. Throws 4001 when it does not unpack or is no JSON. */
export async function readPackedJson(body: Buffer | null): Promise<unknown> {
  if (!body || body.length === 0) throw new Fault(4001, 'the body is missing', '缺少请求体');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await unpack(body)));
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(4001, 'the body does not unpack to UTF-8 JSON', '请求体须为 JSON，可用 gzip 或 deflate 压缩');
  }
}

async function unpack(body: Buffer): Promise<Buffer> {
  const packing = packingOf(body);
  return packing === null ? body : unpackers[packing](body, { maxOutputLength: mostBytes });
}

/** Seen in the first bytes: JSON begins with a blank, a mark or a bracket, which is no first byte of the three packings. */
function packingOf(body: Buffer): keyof typeof unpackers | null {
  const [first = 0, second = 0] = body;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  if ((first & 0x0f) === 8 && (first * 256 + second) % 31 === 0) return 'zlib';
  return /^[\s\ufeff[{]/.test(body.toString('utf8', 0, 3)) ? null : 'deflate';
}
