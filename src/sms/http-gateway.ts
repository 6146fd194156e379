/** The operator's SMS gateway by HTTP: one POST a text, signed as Standard Webhooks like every push of this service. */

import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { signatureHeaders } from '../push/sign.ts';
import type { SmsGateway } from './gateway.ts';

export interface HttpGatewayOptions {
  url: string;
  secret: string;
  timeoutMs?: number;
}

/** Somebody looks at a page meanwhile. */
const usualTimeoutMs = 10_000;

export function createHttpGateway({ url, secret, timeoutMs = usualTimeoutMs }: HttpGatewayOptions): SmsGateway {
  return {
    async send(tel, text) {
      const body = Buffer.from(JSON.stringify({ tel, text }));
      const timestamp = Math.floor(Date.now() / 1000);
      const status = await post(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          ...signatureHeaders(secret, { id: `sms_${randomUUID()}`, timestamp, body }),
        },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (status < 200 || status > 299) throw new Error(`the SMS gateway answered ${status}, expected a 2xx`);
    },
  };
}

/** What went wrong is told by the system's code alone: a gateway's own words may repeat the number. */
async function post(url: string, options: Parameters<typeof request>[1]): Promise<number> {
  try {
    const { statusCode, body } = await request(url, options);
    await body.dump();
    return statusCode;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer in time';
    throw new Error(`the SMS gateway was not reached: ${code}`);
  }
}
