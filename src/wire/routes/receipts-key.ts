/** `GET /receipts/key`: the public half of the key that signs receipts; for whoever holds one. */

import { Type } from 'typebox';
import { receiptKey } from '../../store/receipts.ts';
import type { Endpoint } from '../endpoint.ts';
import { succeed } from '../envelope.ts';

const params = Type.Object({});

export const receiptsKey: Endpoint<typeof params> = {
  path: '/receipts/key',
  summary: 'Get the key that verifies receipts',
  scope: null,
  params,
  data: Type.Object({ key_id: Type.String(), algorithm: Type.Literal('Ed25519'), public_key: Type.String() }),
  open: true,
  reference: { codes: [] },
  async handle({ journey }) {
    const { id, publicKey } = await receiptKey(journey.db, journey.vault);
    return succeed('done', { key_id: id, algorithm: 'Ed25519', public_key: publicKey });
  },
};
