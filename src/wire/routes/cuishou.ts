/** `GET /cuishou` (§16): the score made with the report; a code of §20 until it is there. */

import { Type } from 'typebox';
import { readDocument } from '../../journey/read.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { storedReply } from '../stored-reply.ts';

const params = Type.Object({ sid: text });

export const cuishou: Endpoint<typeof params> = {
  path: '/cuishou',
  summary: 'Get the score (§16)',
  params,
  data: Type.Object({}, { additionalProperties: true }),
  async handle({ journey, appid, params: { sid }, request, reply }) {
    return storedReply(request, reply, await readDocument(journey, appid, sid, 'score'));
  },
};
