/** `GET /cuishou` (§16): the score made with the report; a code of §20 until it is there. */

import { Type } from 'typebox';
import { readDocument } from '../../journey/read.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { scoreSchema } from '../openapi/documents/score.ts';
import { storedReply } from '../stored-reply.ts';

const params = Type.Object({ sid: text });

export const cuishou: Endpoint<typeof params> = {
  path: '/cuishou',
  summary: 'Get the score (§16)',
  scope: 'score',
  params,
  data: Type.Object({}, { additionalProperties: true }),
  reference: { codes: [3101, 3102, 4004, 4016], document: scoreSchema },
  async handle({ journey, appid, params: { sid }, request, reply }) {
    return storedReply(request, reply, await readDocument(journey, appid, sid, 'score'));
  },
};
