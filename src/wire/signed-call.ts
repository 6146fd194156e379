/** Calls of the sister services (wire contract §8), which bring no token: `apikey` says who calls, `sig` proves it. */

import { createHash } from 'node:crypto';
import { Fault } from '../errors.ts';
import { findApp } from '../store/apps.ts';
import { isSameText, requireContract, type TokenDesk } from './tokens.ts';

const clockSlackSeconds = 600;

/** What a call must bring besides its `apikey`. */
export interface Proof {
  sig: 'required' | 'optional';
  time: 'required' | 'optional';
}

/**
 * The appid behind an `apikey`. `search` is the query string: the signature covers its parameters as they were sent.
 * Throws 3998 for an unknown app, 4005 for a wrong signature or clock, 3997 past its contract.
 */
export async function authenticateSigned(desk: TokenDesk, search: string, proof: Proof): Promise<string> {
  const sent = new URLSearchParams(search);
  const appid = sent.get('apikey') ?? '';
  const app = await findApp(desk.db, desk.vault, appid);
  if (!app || app.disabled) throw new Fault(3998, 'an unknown or disabled app signed a call');
  const now = desk.now();
  if (!isTimely(sent.get('time'), now, proof.time)) {
    throw new Fault(4005, 'the time of a signed call is off', 'time 须为当前 unix 时间戳（秒），误差 10 分钟内');
  }
  const sig = sent.get('sig');
  if (sig === null ? proof.sig === 'required' : !isSignature(sig.toLowerCase(), signatureOf(sent, app.appsecret))) {
    throw new Fault(4005, 'the signature of a signed call is wrong');
  }
  requireContract(app.contractUntil, now);
  return app.appid;
}

function isTimely(time: string | null, now: number, need: Proof['time']): boolean {
  if (time === null) return need === 'optional';
  return /^\d{1,12}$/.test(time) && Math.abs(Number(time) - now) <= clockSlackSeconds;
}

/** sha1 hex of secret + every parameter but `sig`, sorted by key, as key then value + secret. */
function signatureOf(sent: URLSearchParams, secret: string): string {
  const signed = [...sent].filter(([key]) => key !== 'sig').sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return createHash('sha1')
    .update(secret + signed.flat().join('') + secret)
    .digest('hex');
}

/** Clients of the look-up send 32 of the 40 digits, from the fifth on. */
function isSignature(sig: string, expected: string): boolean {
  return isSameText(sig, sig.length === 32 ? expected.slice(4, 36) : expected);
}
