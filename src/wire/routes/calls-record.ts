/** `GET /calls/record` (§13): the calls and bills that were fetched; a code of §20 until it is there. */

import { Type } from 'typebox';
import { readDocument } from '../../journey/read.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { recordSchema } from '../openapi/documents/record.ts';
import { storedReply } from '../stored-reply.ts';

const params = Type.Object({ sid: text });

export const callsRecord: Endpoint<typeof params> = {
  path: '/calls/record',
  summary: 'Get the record (§13)',
  scope: 'record',
  params,
  data: Type.Object({}, { additionalProperties: true }),
  reference: { codes: [3001, 3100, 4004, 4016], document: recordSchema },
  async handle({ journey, appid, params: { sid }, request, reply }) {
    return storedReply(request, reply, await readDocument(journey, appid, sid, 'record'));
  },
};
