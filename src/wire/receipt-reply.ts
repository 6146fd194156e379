/** A receipt of erasure as it is handed out. */

import { type Static, Type } from 'typebox';
import { formatDateTime } from '../domain/shanghai-time.ts';
import type { Receipt } from '../store/receipts.ts';

export const receiptSchema = Type.Object(
  {
    receipt_id: Type.String(),
    sid: Type.String(),
    erased_at: Type.String(),
    /** What was destroyed. */
    what: Type.Array(Type.String()),
    reason: Type.String(),
    key_id: Type.String(),
    /** Ed25519 over the lines that docs/decisions/0013-consent-withdrawal-erasure.md names; base64. */
    signature: Type.String(),
  },
  { title: 'Receipt' },
);

export function receiptReply(receipt: Receipt): Static<typeof receiptSchema> {
  return {
    receipt_id: receipt.id,
    sid: receipt.sid,
    erased_at: formatDateTime(receipt.erasedAt),
    what: receipt.what,
    reason: receipt.reason,
    key_id: receipt.keyId,
    signature: receipt.signature,
  };
}
