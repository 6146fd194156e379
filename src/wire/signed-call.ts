/** Calls of the sister services (wire contract §8), which bring no token: `apikey` says who calls, `sig` proves it. */

import { createHash } from 'node:crypto';
import { isListed, type Scope } from '../domain/access.ts';
import { Fault } from '../errors.ts';
import { findApp } from '../store/apps.ts';
import { isSameText, requireAddress, requireContract, requireScope, type TokenDesk } from './tokens.ts';

const clockSlackSeconds = 600;

export interface SignedCall {
  /** The query string: the signature covers its parameters as they were sent. */
  search: string;
  /** Where the call comes from. */
  address: string;
  scope: Scope;
  /** What the call must bring besides its `apikey`. */
  sig: 'required' | 'optional';
  time: 'required' | 'optional';
}

/**
 * The appid behind an `apikey`, and whether anything proves that it is that app which calls: a signature, or an address on its list.
 * Throws 3998 for an unknown app or an address that is not on its list, 4005 for a wrong signature or clock, 3997 past its contract
 * or outside its scopes, 4007 when it calls, or somebody guesses, too often.
 */
export async function authenticateSigned(
  desk: TokenDesk,
  call: SignedCall,
): Promise<{ appid: string; isProven: boolean }> {
  const { address } = call;
  const sent = new URLSearchParams(call.search);
  const appid = sent.get('apikey') ?? '';
  desk.limits.requireFewFailures(address, appid, 4007);
  const app = await findApp(desk.db, desk.vault, appid);
  if (!app || app.disabled) {
    desk.limits.countFailure(address, appid);
    throw new Fault(3998, 'an unknown or disabled app signed a call');
  }
  requireAddress(app.access, address, 3998);
  const now = desk.now();
  if (!isTimely(sent.get('time'), now, call.time)) {
    throw new Fault(4005, 'the time of a signed call is off', 'time 须为当前 unix 时间戳（秒），误差 10 分钟内');
  }
  const sig = sent.get('sig');
  if (sig === null ? call.sig === 'required' : !isSignature(sig.toLowerCase(), signatureOf(sent, app.appsecret))) {
    desk.limits.countFailure(address, appid);
    throw new Fault(4005, 'the signature of a signed call is wrong');
  }
  requireContract(app.contractUntil, now);
  requireScope(app.access, call.scope);
  desk.limits.requireRoom(app.appid, app.access.callsPerMinute);
  const { ipAllow } = app.access;
  return { appid: app.appid, isProven: sig !== null || (ipAllow !== null && isListed(ipAllow, address)) };
}

function isTimely(time: string | null, now: number, need: SignedCall['time']): boolean {
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
