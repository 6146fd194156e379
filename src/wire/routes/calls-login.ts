/** `POST /calls/login` (§6): the subscriber's first answers. */

import { Type } from 'typebox';
import { login } from '../../journey/sign-in.ts';
import { loginParams, readAnswers } from '../answers.ts';
import { captchaImage, smsDuration, verifyNotes } from '../challenge.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { loginCodes } from '../openapi/step-codes.ts';
import { readTel } from '../tel.ts';

const params = Type.Object({ sid: text, tel: text, ...loginParams });

export const callsLogin: Endpoint<typeof params> = {
  path: '/calls/login',
  summary: 'Sign in to the carrier (§6)',
  scope: 'signin',
  params,
  data: Type.Object({
    sms_duration: Type.Union([Type.Integer(), Type.Literal('')]),
    captcha_image: Type.String(),
    verify_notes: Type.String(),
  }),
  reference: { codes: loginCodes },
  async handle({ journey, appid, params }) {
    const settled = await login(journey, appid, params.sid, readTel(params.tel), readAnswers(params));
    if (settled.done) return succeed('done', { sms_duration: '', captcha_image: '', verify_notes: '' });
    const { challenge } = settled;
    return succeed('processing', {
      sms_duration: smsDuration(challenge),
      captcha_image: captchaImage(challenge),
      verify_notes: verifyNotes(challenge),
    });
  },
};
