/** `POST /busi/genCuiShou` (wire contract §8): the score of §16 for calls that an app brings itself, at once. */

import { Type } from 'typebox';
import { newToken } from '../../domain/ids.ts';
import { directoryFor } from '../../journey/tag-lists.ts';
import { aggregate } from '../../report/aggregate.ts';
import { score } from '../../report/score.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { hashedNumbers } from '../hashed-numbers.ts';
import { scoreSchema } from '../openapi/documents/score.ts';
import { ownCallsBody } from '../openapi/nested-parameters.ts';
import { readOwnCalls } from '../own-calls.ts';
import { readPackedJson } from '../packed-body.ts';
import { authenticateSigned } from '../signed-call.ts';

/** `encrypt=1`: each `call_tel` is an md5 in hex. */
const params = Type.Object({
  apikey: text,
  time: text,
  sig: text,
  encrypt: Type.Optional(text),
  uid: Type.Optional(text),
});

export const genCuiShou: Endpoint<typeof params> = {
  path: '/busi/genCuiShou',
  summary: "Score an app's own call records",
  scope: 'score',
  params,
  data: Type.Object({}, { additionalProperties: true }),
  open: true,
  readsBody: true,
  reference: { codes: [3997, 3998, 4005], document: scoreSchema, body: ownCallsBody },
  async handle({ journey, desk, params: { encrypt, uid = '' }, search, body, request }) {
    const { appid } = await authenticateSigned(desk, {
      ...{ search, address: request.ip, scope: 'score' },
      ...{ sig: 'required', time: 'required' },
    });
    const { record, time } = readOwnCalls(await readPackedJson(body), uid);
    const directory = await directoryFor(journey, appid);
    const prepared = aggregate({
      record,
      userInfo: null,
      userContacts: [],
      now: time ?? journey.now(),
      directory: encrypt === '1' ? hashedNumbers(directory) : directory,
    });
    return succeed('done', score(prepared, newToken(journey.random), uid));
  },
};
