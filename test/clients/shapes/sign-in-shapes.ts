/** The replies on the way to a signed-in session, §2 to §7, and of a recovery, §8 to §12, as the document's tables type them. */

import { Type } from 'typebox';

const flag = Type.Union([Type.Literal(0), Type.Literal(1)]);
/** Seconds of a code that was sent; `""` when none is wanted, never 0 or a string of digits. */
const duration = Type.Union([Type.Integer({ minimum: 1, maximum: 120 }), Type.Literal('')]);
/** base64 of a PNG or a JPEG, without a data-URL prefix; `""` when none is wanted. */
const image = Type.String({ pattern: '^((iVBOR|/9j/)[A-Za-z0-9+/]+={0,2})?$' });

export const tokenShape = Type.Object({
  token: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  expires: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$' }),
});

export const flowShape = Type.Object({
  sid: Type.String({ pattern: '^SID[0-9a-f]{32}$' }),
  need_pin_pwd: flag,
  need_full_name: flag,
  need_id_card: flag,
  sms_duration: duration,
  captcha_image: image,
  verify_notes: Type.String(),
});

export const captchaShape = Type.Object({ captcha_image: image });

export const loginShape = Type.Object({ sms_duration: duration, captcha_image: image, verify_notes: Type.String() });

export const verifyShape = Type.Object({ ...loginShape.properties, content: Type.String() });

export const recoveryShape = Type.Object({
  tid: Type.String({ pattern: '^TID\\d{20}$' }),
  need_new_pwd: flag,
  need_contacts: flag,
  sms_duration: duration,
  login_sms_duration: duration,
  content: Type.String(),
});
