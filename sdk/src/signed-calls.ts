/** Calls that bring a signature instead of a token: the score of one's own call records, what is known of numbers. */

import type { BatchData, BatchResult, OwnCalls, ScoreData, TagEntry } from './schemas.ts';
import type { Credentials } from './tokens.ts';
import type { CallOptions, SendJson } from './transport.ts';

export interface OwnCallsOptions extends CallOptions {
  /** Handed back. */
  uid?: string;
  /** Each `call_tel` is the md5 of the number in hex. */
  hashed?: boolean;
}

export interface SignedCalls {
  /** The score of call records that you bring yourself, at once. */
  scoreOwnCalls(calls: OwnCalls, options?: OwnCallsOptions): Promise<ScoreData>;
  lookUpNumber(tel: string, options?: CallOptions): Promise<TagEntry>;
  /** Up to 500, by the number as you wrote it. */
  lookUpNumbers(tels: readonly string[], options?: CallOptions): Promise<BatchResult['tags']>;
}

export function signedCalls(send: SendJson, credentials: Credentials): SignedCalls {
  async function signed<Data>(path: string, params: Record<string, string>, body: unknown, options?: CallOptions) {
    if (!('appsecret' in credentials))
      throw new Error(`${path} is signed with the appsecret: call it from your server`);
    const { appid, appsecret } = credentials;
    const all = { ...params, apikey: appid, time: String(Math.floor(Date.now() / 1000)) };
    const { data } = await send<Data>(path, { ...all, sig: await signatureOf(all, appsecret) }, body, options);
    return data;
  }

  return {
    scoreOwnCalls(calls, { uid, hashed, ...options } = {}) {
      const params = { ...(uid === undefined ? {} : { uid }), ...(hashed ? { encrypt: '1' } : {}) };
      return signed('/busi/genCuiShou', params, calls, options);
    },
    lookUpNumber: (tel, options) => signed('/itag/', { tel }, undefined, options),
    async lookUpNumbers(tels, options) {
      const { tid } = await signed<BatchData>('/batch/', {}, tels, options);
      return (await signed<BatchResult>('/batchResult/', { tid }, undefined, options)).tags;
    },
  };
}

/** sha1 hex of secret + every parameter, sorted by key, as key then value + secret. Loaded only where a secret is. */
async function signatureOf(params: Record<string, string>, appsecret: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  const pairs = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha1')
    .update(appsecret + pairs.flat().join('') + appsecret)
    .digest('hex');
}
