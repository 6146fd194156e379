/** `GET /itag` (§17): the tags made with the report. The look-up of one number lived at `/itag/` of a sister host: `apikey` tells. */

import { Type } from 'typebox';
import { Fault } from '../../errors.ts';
import { readDocument } from '../../journey/read.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { tagEntrySchema, tagsSchema } from '../openapi/documents/tags.ts';
import { storedReply } from '../stored-reply.ts';
import { lookUpTag } from './itag-lookup.ts';

const params = Type.Object({ sid: Type.Optional(text), apikey: Type.Optional(text), tel: Type.Optional(text) });

export const itag: Endpoint<typeof params> = {
  path: '/itag',
  summary: 'Get the tags of a record (§17), or look up one number',
  scope: 'tags',
  params,
  data: Type.Object({}, { additionalProperties: true }),
  open: ({ sid, apikey }) => sid === undefined && apikey !== undefined,
  reference: { codes: [3101, 3102, 3998, 4004, 4005, 4016], document: Type.Union([tagsSchema, tagEntrySchema]) },
  async handle({ journey, desk, appid, params: { sid, tel }, search, request, reply }) {
    if (appid === '') return lookUpTag(journey, desk, { search, address: request.ip }, tel);
    if (sid === undefined) throw new Fault(4001, 'sid is missing', '缺少 sid');
    return storedReply(request, reply, await readDocument(journey, appid, sid, 'tags'));
  },
};
