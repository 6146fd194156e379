/** The headers that every push carries: Standard Webhooks (wire contract §7). */

import { createHmac } from 'node:crypto';

export interface Signed {
  /** The same on every attempt of a delivery. */
  id: string;
  /** Unix seconds, whole. */
  timestamp: number;
  body: Buffer;
}

/** The key is the appsecret's UTF-8 bytes, the text is `id.timestamp.body`. */
export function signatureHeaders(appsecret: string, { id, timestamp, body }: Signed): Record<string, string> {
  const signature = createHmac('sha256', appsecret).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}
