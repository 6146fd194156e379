/** `POST /calls/flow` (§3): opens a session for a number and says what the subscriber must enter. */

import { Type } from 'typebox';
import { openSession } from '../../journey/open.ts';
import { captchaImage, smsDuration, verifyNotes } from '../challenge.ts';
import { consentParams, readConsent } from '../consent.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { userContactParam, userInfoParam } from '../openapi/nested-parameters.ts';
import { flowCodes } from '../openapi/step-codes.ts';
import { readUserContacts, readUserInfo } from '../subject.ts';
import { readTel } from '../tel.ts';

const params = Type.Object({ tel: text, uid: Type.Optional(text), ...consentParams });
const flag = Type.Union([Type.Literal(0), Type.Literal(1)]);

export const callsFlow: Endpoint<typeof params> = {
  path: '/calls/flow',
  summary: 'Open a session for a number (§3)',
  scope: 'signin',
  params,
  data: Type.Object({
    sid: Type.String(),
    need_pin_pwd: flag,
    need_full_name: flag,
    need_id_card: flag,
    sms_duration: Type.Union([Type.Integer(), Type.Literal('')]),
    captcha_image: Type.String(),
    verify_notes: Type.String(),
  }),
  failureAction: 'reset',
  reference: { codes: flowCodes, nested: { user_info: userInfoParam, user_contact: userContactParam } },
  async handle({ journey, appid, params: { tel, uid, ...consent }, all }) {
    const { sid, challenge } = await openSession(journey, appid, {
      tel: readTel(tel),
      uid: uid ?? '',
      userInfo: readUserInfo(all),
      userContacts: readUserContacts(all),
      ...readConsent(consent),
    });
    return succeed('processing', {
      sid,
      need_pin_pwd: challenge.pinPwd ? 1 : 0,
      need_full_name: challenge.fullName ? 1 : 0,
      need_id_card: challenge.idCard ? 1 : 0,
      sms_duration: smsDuration(challenge),
      captcha_image: captchaImage(challenge),
      verify_notes: verifyNotes(challenge),
    });
  },
};
