/** Receipts of erasure: signed with a key of this installation (Ed25519), kept when all that they speak of is gone. */

import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import type { Selectable } from 'kysely';
import { formatDateTime } from '../domain/shanghai-time.ts';
import { dateOf } from './database/date-of.ts';
import type { Database } from './database.ts';
import type { ReceiptsTable } from './tables.ts';
import type { Vault } from './vault.ts';

export type ErasureReason = 'app' | 'subject' | 'operator' | 'retention' | 'replaced' | 'restored';

/** What is signed; whole unix seconds. */
export interface ReceiptBody {
  id: string;
  sid: string;
  erasedAt: number;
  /** What was destroyed. */
  what: string[];
  reason: string;
  keyId: string;
}

export interface Receipt extends ReceiptBody {
  appid: string;
  /** Base64 of 64 bytes. */
  signature: string;
}

export interface ReceiptKey {
  id: string;
  /** Raw, base64: 32 bytes. */
  publicKey: string;
  privateKey: KeyObject;
}

/** RFC 8410: what stands before the 32 bytes of an Ed25519 private and public key in DER. */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Made at its first use and wrapped by the master key: it stays the same when that is rotated. */
export async function receiptKey(db: Database, vault: Vault): Promise<ReceiptKey> {
  const find = () => db.selectFrom('own_keys').select('key_wrapped').where('name', '=', 'receipts').executeTakeFirst();
  let row = await find();
  if (!row) {
    await db
      .insertInto('own_keys')
      .values({ name: 'receipts', key_wrapped: vault.newDataKey('receipts').wrapped })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    row = await find();
  }
  if (!row) throw new Error('the key of the receipts was inserted and is not there');
  const seed = vault.unwrapDataKey('receipts', Buffer.from(row.key_wrapped));
  const privateKey = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length);
  return { id: keyIdOf(raw), publicKey: raw.toString('base64'), privateKey };
}

export function signReceipt(key: ReceiptKey, body: Omit<ReceiptBody, 'id' | 'keyId'> & { appid: string }): Receipt {
  const unsigned = { ...body, id: `RCP${randomBytes(16).toString('hex')}`, keyId: key.id };
  return { ...unsigned, signature: sign(null, signedBytes(unsigned), key.privateKey).toString('base64') };
}

/** Whether the receipt was signed by the key with this public half (raw, base64). */
export function isGenuine(publicKey: string, receipt: ReceiptBody & { signature: string }): boolean {
  const raw = Buffer.from(publicKey, 'base64');
  const signature = Buffer.from(receipt.signature, 'base64');
  if (raw.length !== 32 || signature.length !== 64 || keyIdOf(raw) !== receipt.keyId) return false;
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' });
  return verify(null, signedBytes(receipt), key, signature);
}

/** Lines, so that anybody can put them together again: as they stand in the reply, without its signature. */
function signedBytes({ id, sid, erasedAt, what, reason, keyId }: ReceiptBody): Buffer {
  const lines = ['xiangdan receipt v1', id, sid, formatDateTime(erasedAt), what.join(','), reason, keyId];
  return Buffer.from(lines.join('\n'), 'utf8');
}

function keyIdOf(raw: Buffer): string {
  return createHash('sha256').update(raw).digest('hex').slice(0, 16);
}

export async function insertReceipts(db: Database, receipts: Receipt[]): Promise<void> {
  if (receipts.length === 0) return;
  const rows = receipts.map((one) => ({
    id: one.id,
    sid: one.sid,
    appid: one.appid,
    erased_at: dateOf(one.erasedAt),
    what: one.what.join(','),
    reason: one.reason,
    key_id: one.keyId,
    signature: one.signature,
  }));
  await db.insertInto('receipts').values(rows).execute();
}

/** Another app's receipt does not exist for this one. */
export async function findReceipt(db: Database, id: string, appid: string): Promise<Receipt | null> {
  const row = await db
    .selectFrom('receipts')
    .selectAll()
    .where('id', '=', id)
    .where('appid', '=', appid)
    .executeTakeFirst();
  return row ? receiptOf(row) : null;
}

export async function findReceiptOf(db: Database, sid: string): Promise<Receipt | null> {
  const row = await db.selectFrom('receipts').selectAll().where('sid', '=', sid).executeTakeFirst();
  return row ? receiptOf(row) : null;
}

function receiptOf(row: Selectable<ReceiptsTable>): Receipt {
  return {
    id: row.id,
    sid: row.sid,
    appid: row.appid,
    erasedAt: row.erased_at.getTime() / 1000,
    what: row.what.split(','),
    reason: row.reason,
    keyId: row.key_id,
    signature: row.signature,
  };
}
