/** The connector for 中国电信; its protocol is docs/carriers/telecom.md. */

import type { Connector } from '../connector.ts';
import { fetchAll } from './fetch.ts';
import { recovery } from './recovery.ts';
import { login, newCaptcha, newSms, open, verify } from './sign-in.ts';

export const telecom = {
  carrier: 'telecom',
  recovery,
  open,
  login,
  verify,
  newCaptcha,
  newSms,
  fetch: fetchAll,
} satisfies Connector;
