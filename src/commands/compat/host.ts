/** The installation that compat-check looks at: calls with a token, signed calls, and what a client's library makes of parameters. */

import { createHash, createHmac } from 'node:crypto';
import { type RawRequest, type Reply, send } from './send.ts';

export interface Host {
  appid: string;
  token: string;
  send(raw: RawRequest): Promise<Reply>;
  /** A form with the token in the query, as most clients do. */
  call(path: string, params?: Record<string, string>): Promise<Reply>;
  askToken(changes?: { time?: string; sign?: string; appid?: string; method?: 'GET' | 'POST' }): Promise<Reply>;
  sign(time: string): string;
  /** The query of a call that is signed instead. */
  signedQuery(params: Record<string, string>): string;
  /** What `webhook-signature` of a push must be. */
  signatureOf(id: string, timestamp: string, rawBody: Buffer): string;
}

export const formType = 'application/x-www-form-urlencoded';
export const nowText = () => String(Math.floor(Date.now() / 1000));

export function connectHost(origin: string, appid: string, appsecret: string): Host {
  const host: Host = {
    appid,
    token: '',
    send: (raw) => send(origin, raw),
    call: (path, params = {}) => host.send(form(`${path}?token=${host.token}`, params)),
    sign: (time) => createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex'),
    askToken({ time = nowText(), sign = host.sign(time), appid: named = appid, method = 'GET' } = {}) {
      const query = new URLSearchParams({ appid: named, sign, time }).toString();
      return host.send(method === 'GET' ? { target: `/token?${query}` } : form('/token', { appid: named, sign, time }));
    },
    signedQuery(params) {
      const all = { ...params, apikey: appid, time: nowText() };
      const pairs = Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1));
      const sig = createHash('sha1').update(appsecret + pairs.flat().join('') + appsecret);
      return new URLSearchParams({ ...all, sig: sig.digest('hex') }).toString();
    },
    signatureOf(id, timestamp, rawBody) {
      const hmac = createHmac('sha256', appsecret).update(`${id}.${timestamp}.`).update(rawBody);
      return `v1,${hmac.digest('base64')}`;
    },
  };
  return host;
}

export function form(target: string, params: Record<string, string>): RawRequest {
  return { target, headers: { 'content-type': formType }, body: new URLSearchParams(params).toString() };
}
