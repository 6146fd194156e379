/** Pushes as a receiver takes them: is it from the service, is it fresh, what does it say. For Node; a browser receives none. */

import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { RecordData } from './schemas.ts';

export type {
  AuthorisationPush,
  EncryptedResultPush,
  FailedResultPush,
  PlainResultPush,
  RecordData,
  ReportStatusPush,
  TagsPush,
} from './schemas.ts';

/** A request that is no push of the service, or no fresh one: answer it with 401. */
export class InvalidPush extends Error {
  override readonly name = 'InvalidPush';
}

/** Node's headers, or the platform's. */
export type PushHeaders = Record<string, string | readonly string[] | undefined> | { get(name: string): string | null };

export interface VerifyOptions {
  /** How far the push's clock may be from ours. Default 300. */
  toleranceSeconds?: number;
  /** Unix seconds. Default: the system's clock. */
  now?: number;
}

export interface Push {
  /** The same when a push comes again: remember those that were dealt with, and answer `ok` to their repetition. */
  id: string;
  /** Unix seconds of this attempt. */
  timestamp: number;
  /** The parsed JSON. Which push it is says the address that it came to. */
  body: unknown;
}

const defaultToleranceSeconds = 300;

/** `rawBody` as it came, before any parsing. Throws InvalidPush. */
export function verifyPush(
  headers: PushHeaders,
  rawBody: Uint8Array | string,
  appsecret: string,
  { toleranceSeconds = defaultToleranceSeconds, now = Date.now() / 1000 }: VerifyOptions = {},
): Push {
  const id = header(headers, 'webhook-id');
  const time = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature').split(' ');
  const expected = createHmac('sha256', appsecret).update(`${id}.${time}.`).update(rawBody).digest();
  if (!signatures.some((signature) => isSignature(signature, expected)))
    throw new InvalidPush('the signature is wrong');
  const timestamp = Number(time);
  if (!(Math.abs(timestamp - now) <= toleranceSeconds)) {
    throw new InvalidPush(`the push is ${Math.round(now - timestamp)} s old; expected at most ${toleranceSeconds} s`);
  }
  const text = typeof rawBody === 'string' ? rawBody : new TextDecoder().decode(rawBody);
  return { id, timestamp, body: JSON.parse(text) };
}

export type Result =
  | { failed: false; sid: string; record: RecordData }
  | { failed: true; status: number; msg: string; sid: string; tel: string; uid: string };

/** What the result push (§14) says, opened where it is encrypted. Throws InvalidPush for what is no result. */
export function readResult(body: unknown, appsecret: string): Result {
  if (!isObject(body) || typeof body.status !== 'number') throw new InvalidPush('not a result: it has no status');
  const data = typeof body.data === 'string' ? decrypt(body.data, appsecret) : body.data;
  if (!isObject(data) || typeof data.sid !== 'string') throw new InvalidPush('not a result: its data has no sid');
  const { sid } = data;
  // The form of a record is what /openapi.json promises for this push.
  if (body.status === 0) return { failed: false, sid, record: data as unknown as RecordData };
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { failed: true, status: body.status, msg: text(body.msg), sid, tel: text(data.tel), uid: text(data.uid) };
}

/** base64 of a 16-byte IV and AES-256-CBC of UTF-8 JSON; the key is the 32 bytes of the appsecret's hex. */
export function decrypt(sealed: string, appsecret: string): unknown {
  const bytes = Buffer.from(sealed, 'base64');
  const key = Buffer.from(appsecret, 'hex');
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16));
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8'));
  } catch {
    throw new InvalidPush('the result cannot be opened with this appsecret');
  }
}

function isSignature(given: string, expected: Uint8Array): boolean {
  const [version, text = ''] = given.split(',');
  const bytes = Buffer.from(text, 'base64');
  return version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected);
}

function header(headers: PushHeaders, name: string): string {
  const value = isReader(headers) ? headers.get(name) : headers[name];
  if (typeof value !== 'string' || value === '') throw new InvalidPush(`the header ${name} is missing`);
  return value;
}

function isReader(headers: PushHeaders): headers is { get(name: string): string | null } {
  return typeof headers.get === 'function';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
