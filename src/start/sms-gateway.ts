/** Which SMS gateway this process has: the operator's, else the sandbox's phones, else none. */

import { randomBytes } from 'node:crypto';
import type { Settings } from '../settings.ts';
import type { SmsGateway } from '../sms/gateway.ts';
import { createHttpGateway } from '../sms/http-gateway.ts';

export function smsGatewayOf(
  { smsGatewayUrl: url, smsGatewaySecret: secret }: Pick<Settings, 'smsGatewayUrl' | 'smsGatewaySecret'>,
  sandboxUrl: string | undefined,
): SmsGateway | null {
  if (url !== null && secret !== null) return createHttpGateway({ url, secret });
  if (sandboxUrl === undefined) return null;
  // The sandbox looks at no signature.
  return createHttpGateway({ url: `${sandboxUrl}/phone/sms`, secret: randomBytes(16).toString('hex') });
}
