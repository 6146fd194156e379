/** The connector for 中国移动; its protocol is docs/carriers/mobile.md. */

import type { Connector } from '../connector.ts';
import { fetchAll } from './fetch.ts';
import { recovery } from './recovery.ts';
import { newCaptcha, newSms } from './renew.ts';
import { login, open } from './sign-in.ts';
import { verify } from './verify.ts';

export const mobile = {
  carrier: 'mobile',
  recovery,
  open,
  login,
  verify,
  newCaptcha,
  newSms,
  fetch: fetchAll,
} satisfies Connector;
