/** `GET /token` (§2): a signed request for the token that every other endpoint wants. */

import { Type } from 'typebox';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { issueToken } from '../tokens.ts';

const params = Type.Object({ appid: text, sign: text, time: text });

export const token: Endpoint<typeof params> = {
  path: '/token',
  summary: 'Get a token (§2)',
  scope: null,
  params,
  data: Type.Object({ token: Type.String(), expires: Type.String() }),
  open: true,
  reference: { codes: [3997, 3998, 3999, 4005] },
  async handle({ desk, params: { appid, sign, time }, request }) {
    return succeed('processing', await issueToken(desk, { appid, sign, time, address: request.ip }));
  },
};
