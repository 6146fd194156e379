/** `GET /receipts/{id}`: the receipt of an erasure once more, for the app whose session it was. */

import { Type } from 'typebox';
import { Fault } from '../../errors.ts';
import { findReceipt } from '../../store/receipts.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { receiptReply, receiptSchema } from '../receipt-reply.ts';

const params = Type.Object({ id: text });

export const receiptsId: Endpoint<typeof params> = {
  path: '/receipts/:id',
  summary: 'Get the receipt of an erasure again',
  scope: 'sessions',
  params,
  data: receiptSchema,
  reference: { codes: [4016] },
  async handle({ journey, appid, params: { id } }) {
    const receipt = await findReceipt(journey.db, id, appid);
    if (!receipt) throw new Fault(4016, 'no such receipt of this app');
    return succeed('done', receiptReply(receipt));
  },
};
