/** The encrypted form of a result (§14 promises AES/CBC without details; wire contract §7 gives them). */

import { createCipheriv, randomBytes } from 'node:crypto';

const ivBytes = 16;

/** A result as `/calls/record` replies it; `action` has no place in the encrypted form. */
export interface PlainResult {
  status: number;
  msg: string;
  data: object;
}

/** `data`: base64 of a random 16-byte IV and AES-256-CBC with PKCS#7 of its UTF-8 JSON; the key is the 32 bytes of the secret's hex. */
export function encryptResult(appsecret: string, sid: string, { status, msg, data }: PlainResult): object {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-cbc', Buffer.from(appsecret, 'hex'), iv);
  const sealed = Buffer.concat([iv, cipher.update(JSON.stringify(data), 'utf8'), cipher.final()]);
  return { status, msg, sid, data: sealed.toString('base64') };
}
