/** `POST /sessions/{sid}/withdraw`: the subscriber told the app that they withdraw their consent. */

import { Type } from 'typebox';
import { formatDateTime } from '../../domain/shanghai-time.ts';
import { Fault } from '../../errors.ts';
import { withdrawConsent } from '../../journey/consent.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';

const params = Type.Object({ sid: text });

export const sessionsSidWithdraw: Endpoint<typeof params> = {
  path: '/sessions/:sid/withdraw',
  methods: ['POST'],
  summary: "Pass on that the subscriber withdraws the consent: stops the session's fetch and hides its data",
  scope: 'sessions',
  params,
  data: Type.Object({ sid: Type.String(), withdrawn_at: Type.String() }),
  reference: { codes: [4016] },
  async handle({ journey, appid, params: { sid } }) {
    const session = await journey.sessions.find(journey.db, sid, appid);
    if (!session || session.state === 'erased') throw new Fault(4016, 'no such session of this app');
    const withdrawn = await withdrawConsent(journey, session, { actor: `app:${appid}` });
    // A client that lost the first reply asks again, and is told the same.
    const at = withdrawn?.withdrawnAt ?? session.enteredAt.withdrawn;
    if (at === undefined) throw new Fault(4016, 'the session was ended meanwhile');
    return succeed('done', { sid, withdrawn_at: formatDateTime(at) });
  },
};
