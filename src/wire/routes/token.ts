/** `GET /token` (§2): a signed request for the token that every other endpoint wants. */

import { Type } from 'typebox';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { issueToken } from '../tokens.ts';

const params = Type.Object({ appid: text, sign: text, time: text });

export const token: Endpoint<typeof params> = {
  path: '/token',
  summary: 'Get a token (§2)',
  params,
  data: Type.Object({ token: Type.String(), expires: Type.String() }),
  open: true,
  async handle({ desk, params: { appid, sign, time } }) {
    return succeed('processing', await issueToken(desk, appid, sign, time));
  },
};
