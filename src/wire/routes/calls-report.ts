/** `GET /calls/report` (§15): the report made from them; a code of §20 until it is there. */

import { Type } from 'typebox';
import { readDocument } from '../../journey/read.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { reportSchema } from '../openapi/documents/report.ts';
import { storedReply } from '../stored-reply.ts';

const params = Type.Object({ sid: text });

export const callsReport: Endpoint<typeof params> = {
  path: '/calls/report',
  summary: 'Get the report (§15)',
  scope: 'report',
  params,
  data: Type.Object({}, { additionalProperties: true }),
  reference: { codes: [3101, 3102, 4004, 4016], document: reportSchema },
  async handle({ journey, appid, params: { sid }, request, reply }) {
    return storedReply(request, reply, await readDocument(journey, appid, sid, 'report'));
  },
};
