/** `GET /calls/verify/sms` (§4, deprecated there, still served): a fresh SMS for the step that waits. */

import { Type } from 'typebox';
import { newSms } from '../../journey/sign-in.ts';
import { smsDuration, verifyNotes } from '../challenge.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { newSmsCodes } from '../openapi/step-codes.ts';

const params = Type.Object({ sid: text });

export const callsVerifySms: Endpoint<typeof params> = {
  path: '/calls/verify/sms',
  summary: 'Get a fresh SMS (§4)',
  scope: 'signin',
  params,
  data: Type.Object({
    sms_duration: Type.Union([Type.Integer(), Type.Literal('')]),
    verify_notes: Type.String(),
  }),
  reference: { codes: newSmsCodes },
  async handle({ journey, appid, params: { sid } }) {
    const challenge = await newSms(journey, appid, sid);
    return succeed('processing', { sms_duration: smsDuration(challenge), verify_notes: verifyNotes(challenge) });
  },
};
