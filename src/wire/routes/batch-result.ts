/** `GET /batchResult/` (wire contract §8): what was found for a batch, for an hour. */

import { Type } from 'typebox';
import { Fault } from '../../errors.ts';
import { findTagBatch } from '../../store/tag-batches.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { authenticateSigned } from '../signed-call.ts';

const params = Type.Object({ apikey: text, tid: text });

export const batchResult: Endpoint<typeof params> = {
  path: '/batchResult',
  summary: 'Get the tags of many numbers',
  params,
  data: Type.Object({}, { additionalProperties: true }),
  open: true,
  async handle({ journey, desk, params: { tid }, search, reply }) {
    const appid = await authenticateSigned(desk, search, { sig: 'optional', time: 'optional' });
    const found = await findTagBatch(journey.db, journey.vault, tid, appid, journey.now());
    if (!found) throw new Fault(4016, "an unknown or old tid, or another app's");
    // Gzipped whatever the client accepts: the original's clients ask for nothing and unpack everything.
    reply.header('content-type', 'application/json; charset=utf-8').header('content-encoding', 'gzip');
    return found.gzipped;
  },
};
