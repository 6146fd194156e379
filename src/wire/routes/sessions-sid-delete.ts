/** `DELETE /sessions/{sid}`: erases a session, whatever its state, and hands out the receipt; again, the same one. */

import { Type } from 'typebox';
import { Fault } from '../../errors.ts';
import { eraseSession } from '../../journey/erase.ts';
import { findReceiptOf } from '../../store/receipts.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { receiptReply, receiptSchema } from '../receipt-reply.ts';

const params = Type.Object({ sid: text });

export const sessionsSidDelete: Endpoint<typeof params> = {
  path: '/sessions/:sid',
  methods: ['DELETE'],
  summary: 'Erase a session and get the receipt',
  scope: 'sessions',
  params,
  data: receiptSchema,
  reference: { codes: [4016] },
  async handle({ journey, appid, params: { sid } }) {
    const session = await journey.sessions.find(journey.db, sid, appid);
    if (session) {
      const erased = await eraseSession(journey, session, { actor: `app:${appid}`, reason: 'app' });
      return succeed('done', receiptReply(erased));
    }
    // The purge may have taken the row itself by now.
    const receipt = await findReceiptOf(journey.db, sid);
    if (receipt?.appid !== appid) throw new Fault(4016, 'no such session of this app');
    return succeed('done', receiptReply(receipt));
  },
};
