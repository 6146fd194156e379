/** Sealing of everything personal at rest: AES-256-GCM under a data key per session, which the master key wraps. */

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** What a sealed value is for; bound into the seal, so that a value moved to another column or session does not open. */
export type Purpose =
  | `${'subject' | 'step' | 'record' | 'report' | 'score' | 'tags' | 'batch'}:${string}`
  | `app:${string}`
  | `key:${string}`;

export interface Vault {
  /** A fresh data key for a session, and the same wrapped under the master key. */
  newDataKey(sid: string): { dataKey: Buffer; wrapped: Buffer };
  /** Throws when the wrapped key was made under another master key or for another session. */
  unwrapDataKey(sid: string, wrapped: Buffer): Buffer;
  /** Seals what belongs to no session (an app's secret) under the master key itself. */
  sealForApp(appid: string, plain: string): Buffer;
  openForApp(appid: string, sealed: Buffer): string;
  /** A keyed hash for look-ups by telephone number or uid: 32 bytes that say nothing without the master key. */
  lookupHash(kind: 'tel' | 'uid', value: string): Buffer;
}

export function createVault(masterKey: Buffer): Vault {
  const wrapKey = derive(masterKey, 'wrap');
  const hashKey = derive(masterKey, 'lookup');
  return {
    newDataKey(sid) {
      const dataKey = randomBytes(32);
      return { dataKey, wrapped: seal(wrapKey, `key:${sid}`, dataKey) };
    },
    unwrapDataKey: (sid, wrapped) => open(wrapKey, `key:${sid}`, wrapped),
    sealForApp: (appid, plain) => seal(wrapKey, `app:${appid}`, Buffer.from(plain, 'utf8')),
    openForApp: (appid, sealed) => open(wrapKey, `app:${appid}`, sealed).toString('utf8'),
    lookupHash: (kind, value) => createHmac('sha256', hashKey).update(`${kind}:${value}`).digest(),
  };
}

function derive(masterKey: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `xiangdan ${use} v1`, 32));
}

/** iv (12) · tag (16) · ciphertext. */
export function seal(key: Buffer, purpose: Purpose, plain: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(purpose, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Throws when the key, the purpose or a byte differs from what was sealed. */
export function open(key: Buffer, purpose: Purpose, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes));
  decipher.setAAD(Buffer.from(purpose, 'utf8'));
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
}
