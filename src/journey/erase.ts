/** Erases sessions for good, and signs for it. */

import { appendAudit } from '../store/audit.ts';
import { destroySessions } from '../store/erasures.ts';
import {
  type ErasureReason,
  findReceiptOf,
  insertReceipts,
  type Receipt,
  receiptKey,
  signReceipt,
} from '../store/receipts.ts';
import type { By } from './consent.ts';
import type { Journey } from './journey.ts';

export interface Erasure extends By {
  reason: ErasureReason;
}

/** What erasing needs of a journey: the command line has no more. */
export type Erasing = Pick<Journey, 'db' | 'vault' | 'now'>;

/** From whatever state; what runs for the session stops by itself. A session that was erased before gives the receipt of that. */
export async function eraseSession(
  { db, vault, now }: Erasing,
  { sid, appid }: { sid: string; appid: string },
  { actor, reason }: Erasure,
): Promise<Receipt> {
  const erasedAt = Math.floor(now());
  return db.transaction().execute(async (transaction) => {
    const key = await receiptKey(transaction, vault);
    const [destroyed] = await destroySessions(transaction, [sid], erasedAt);
    if (!destroyed) {
      const earlier = await findReceiptOf(transaction, sid);
      if (earlier) return earlier;
      throw new Error('a session that is erased has no receipt');
    }
    const receipt = signReceipt(key, { ...destroyed, erasedAt, reason });
    await insertReceipts(transaction, [receipt]);
    const detail = { reason, receipt: receipt.id };
    await appendAudit(transaction, { at: erasedAt, actor, action: 'session.erased', appid, sid, detail });
    return receipt;
  });
}

/** Many at once, in the caller's transaction, with one line in the audit for all: each has its receipt. Gives how many. */
export async function eraseMany(
  { db, vault, now }: Erasing,
  sids: string[],
  { actor, reason }: Erasure,
): Promise<number> {
  const erasedAt = Math.floor(now());
  const key = await receiptKey(db, vault);
  const destroyed = await destroySessions(db, sids, erasedAt);
  if (destroyed.length === 0) return 0;
  await insertReceipts(
    db,
    destroyed.map((one) => signReceipt(key, { ...one, erasedAt, reason })),
  );
  const detail = { reason, sessions: destroyed.length };
  await appendAudit(db, { at: erasedAt, actor, action: 'sessions.erased', appid: null, sid: null, detail });
  return destroyed.length;
}
