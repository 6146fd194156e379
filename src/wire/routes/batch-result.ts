/** `GET /batchResult/` (wire contract §8): what was found for a batch, for an hour. */

import { Type } from 'typebox';
import { Fault } from '../../errors.ts';
import { findTagBatch } from '../../store/tags/tag-batches.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { batchResultSchema } from '../openapi/documents/tags.ts';
import { authenticateSigned } from '../signed-call.ts';

const params = Type.Object({ apikey: text, tid: text });

export const batchResult: Endpoint<typeof params> = {
  path: '/batchResult',
  summary: 'Get the tags of many numbers',
  scope: 'tags',
  params,
  data: Type.Object({}, { additionalProperties: true }),
  open: true,
  reference: { codes: [3997, 3998, 4005, 4016], document: batchResultSchema },
  async handle({ journey, desk, params: { tid }, search, request, reply }) {
    const address = request.ip;
    const { appid } = await authenticateSigned(desk, {
      search,
      address,
      scope: 'tags',
      sig: 'optional',
      time: 'optional',
    });
    const found = await findTagBatch(journey.db, journey.vault, tid, appid, journey.now());
    if (!found) throw new Fault(4016, "an unknown or old tid, or another app's");
    // Gzipped whatever the client accepts: the original's clients ask for nothing and unpack everything.
    reply.header('content-type', 'application/json; charset=utf-8').header('content-encoding', 'gzip');
    return found.gzipped;
  },
};
