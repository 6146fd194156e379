/** The connector for 中国联通; its protocol is docs/carriers/unicom.md. */

import type { Connector } from '../connector.ts';
import { fetchAll } from './fetch.ts';
import { recovery } from './recovery.ts';
import { login, newCaptcha, newSms, open, verify } from './sign-in.ts';

export const unicom = {
  carrier: 'unicom',
  recovery,
  open,
  login,
  verify,
  newCaptcha,
  newSms,
  fetch: fetchAll,
} satisfies Connector;
