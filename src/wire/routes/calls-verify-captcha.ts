/** `GET /calls/verify/captcha` (§5): a fresh captcha for the step that waits. */

import { Type } from 'typebox';
import { newCaptcha } from '../../journey/sign-in.ts';
import { captchaImage } from '../challenge.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { waitingCodes } from '../openapi/step-codes.ts';

const params = Type.Object({ sid: text });

export const callsVerifyCaptcha: Endpoint<typeof params> = {
  path: '/calls/verify/captcha',
  summary: 'Get a fresh captcha (§5)',
  scope: 'signin',
  params,
  data: Type.Object({ captcha_image: Type.String() }),
  reference: { codes: waitingCodes },
  async handle({ journey, appid, params: { sid } }) {
    return succeed('processing', { captcha_image: captchaImage(await newCaptcha(journey, appid, sid)) });
  },
};
