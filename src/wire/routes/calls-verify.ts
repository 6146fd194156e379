/** `POST /calls/verify` (§7): the answers to the second verification. */

import { Type } from 'typebox';
import { verify } from '../../journey/sign-in.ts';
import { codeParams, readAnswers } from '../answers.ts';
import { captchaImage, smsDuration, verifyNotes } from '../challenge.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { verifyCodes } from '../openapi/step-codes.ts';

const params = Type.Object({ sid: text, ...codeParams });

export const callsVerify: Endpoint<typeof params> = {
  path: '/calls/verify',
  summary: 'Answer the second verification (§7)',
  scope: 'signin',
  params,
  data: Type.Object({
    sms_duration: Type.Union([Type.Integer(), Type.Literal('')]),
    captcha_image: Type.String(),
    content: Type.String(),
    verify_notes: Type.String(),
  }),
  reference: { codes: verifyCodes },
  async handle({ journey, appid, params }) {
    const settled = await verify(journey, appid, params.sid, readAnswers(params));
    if (settled.done) return succeed('done', { sms_duration: '', captcha_image: '', content: '', verify_notes: '' });
    const { challenge } = settled;
    return succeed('processing', {
      sms_duration: smsDuration(challenge),
      captcha_image: captchaImage(challenge),
      content: verifyNotes(challenge),
      verify_notes: verifyNotes(challenge),
    });
  },
};
