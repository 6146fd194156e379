/** `POST /batch/` (wire contract §8): up to 500 numbers to be looked up; the reply says under which `tid` they can be had. */

import { Type } from 'typebox';
import { tagEntries } from '../../directory/itag.ts';
import { newTid } from '../../domain/ids.ts';
import { Fault } from '../../errors.ts';
import { directoryFor } from '../../journey/tag-lists.ts';
import { packDocument } from '../../store/sessions/documents.ts';
import { insertTagBatch } from '../../store/tags/tag-batches.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { numbersBody } from '../openapi/nested-parameters.ts';
import { readPackedJson } from '../packed-body.ts';
import { authenticateSigned } from '../signed-call.ts';

const mostNumbers = 500;
const params = Type.Object({ apikey: text });

export const batch: Endpoint<typeof params> = {
  path: '/batch',
  summary: 'Look up many numbers',
  scope: 'tags',
  params,
  data: Type.Object({ tid: Type.String() }),
  open: true,
  readsBody: true,
  reference: { codes: [3997, 3998, 4005], body: numbersBody },
  async handle({ journey, desk, search, body, request }) {
    // The original's clients sign no batch (docs/decisions/0010-signed-calls.md).
    const address = request.ip;
    const { appid, isProven } = await authenticateSigned(desk, {
      ...{ search, address, scope: 'tags' },
      ...{ sig: 'optional', time: 'optional' },
    });
    const numbers = readNumbers(await readPackedJson(body));
    // Imported lists may be secret from those who merely know an appid: unsigned, only what everybody may know is told.
    const directory = isProven ? await directoryFor(journey, appid) : journey.directory;
    const tid = newTid(journey.random);
    const data = { tid, tags: tagEntries(directory, numbers) };
    const packed = await packDocument({ status: 0, action: 'done', msg: 'OK', data });
    await insertTagBatch(journey.db, journey.vault, { tid, appid, packed, now: journey.now() });
    return succeed('done', { tid });
  },
};

function readNumbers(body: unknown): string[] {
  if (!Array.isArray(body) || body.length === 0) throw new Fault(4001, 'the body is no list', '请求体须为号码数组');
  if (body.length > mostNumbers)
    throw new Fault(4001, `more than ${mostNumbers} numbers`, `号码最多 ${mostNumbers} 个`);
  return body.map((number: unknown, index) => {
    if (typeof number === 'string' || typeof number === 'number') return String(number).trim();
    throw new Fault(4001, `number ${index} is malformed`, `第 ${index + 1} 个号码格式不正确`);
  });
}
