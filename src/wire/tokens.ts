/** Tokens (§2): given for a signed request, asked for by every other endpoint. */

import { createHash, timingSafeEqual } from 'node:crypto';
import { isListed, type Scope } from '../domain/access.ts';
import { newToken, type RandomBytes } from '../domain/ids.ts';
import { formatDateTime } from '../domain/shanghai-time.ts';
import { Fault } from '../errors.ts';
import type { Access } from '../store/apps/app-access.ts';
import { findTokenApp, insertToken } from '../store/apps/tokens.ts';
import { findApp } from '../store/apps.ts';
import type { Database } from '../store/database.ts';
import type { Vault } from '../store/vault.ts';
import type { CallLimits } from './call-limits.ts';

export interface TokenDesk {
  db: Database;
  vault: Vault;
  random: RandomBytes;
  /** Unix seconds. */
  now: () => number;
  limits: CallLimits;
}

const validSeconds = 7200;
/** Clients cache a token for 7200 s to the second; their clock may be a little behind ours. */
const graceSeconds = 60;
const clockSlackSeconds = 600;

export interface TokenRequest {
  appid: string;
  sign: string;
  time: string;
  /** Where the request comes from. */
  address: string;
}

/**
 * Throws 4005 for a wrong signature or clock, 3998 for an unknown app or an address that is not on its list, 3997 past its
 * contract, 3999 for too many tokens in an hour or too many wrong signatures in a minute.
 */
export async function issueToken(
  desk: TokenDesk,
  { appid, sign, time, address }: TokenRequest,
): Promise<{ token: string; expires: string }> {
  const now = desk.now();
  desk.limits.requireFewFailures(address, appid, 3999);
  const app = await findApp(desk.db, desk.vault, appid);
  if (!app || app.disabled) {
    desk.limits.countFailure(address, appid);
    throw new Fault(3998, 'an unknown or disabled app asked for a token');
  }
  requireAddress(app.access, address, 3998);
  if (!/^\d{1,12}$/.test(time) || Math.abs(Number(time) - now) > clockSlackSeconds) {
    throw new Fault(4005, 'the time of a token request is off', 'time 须为当前 unix 时间戳（秒），误差 10 分钟内');
  }
  if (!isSameText(sign.toLowerCase(), createHash('md5').update(`${appid}${app.appsecret}${time}`).digest('hex'))) {
    desk.limits.countFailure(address, appid);
    throw new Fault(4005, 'the signature of a token request is wrong');
  }
  requireContract(app.contractUntil, now);
  const most = app.access.tokensPerHour ?? desk.limits.tokensPerHour;
  const token = newToken(desk.random);
  const expiresAt = now + validSeconds + graceSeconds;
  if (!(await insertToken(desk.db, { token, appid, issuedAt: now, expiresAt, mostPerHour: most }))) {
    throw new Fault(3999, `more than ${most} tokens in an hour`, '获取过于频繁');
  }
  desk.limits.noteGoodToken(address, token);
  return { token, expires: formatDateTime(now + validSeconds) };
}

/**
 * The appid behind a token. Throws 4000 when there is none or the address is not on the app's list, 3997 past the app's contract
 * or outside its scopes, 4007 when it calls too often, or when unknown tokens came from its address too often.
 */
export async function authenticate(
  desk: TokenDesk,
  token: string | null,
  { scope, address }: { scope: Scope | null; address: string },
): Promise<string> {
  if (!token || !/^[0-9a-f]{32}$/.test(token)) throw new Fault(4000, 'no token, or none of our form');
  // Before the store is asked: a flood of made-up tokens costs it nothing.
  desk.limits.requireFewUnknownTokens(address, token);
  const now = desk.now();
  const app = await findTokenApp(desk.db, token, now);
  if (!app || app.disabled) {
    desk.limits.countUnknownToken(address);
    throw new Fault(4000, 'an unknown or expired token');
  }
  requireAddress(app.access, address, 4000);
  desk.limits.noteGoodToken(address, token);
  requireContract(app.contractUntil, now);
  requireScope(app.access, scope);
  desk.limits.requireRoom(app.appid, app.access.callsPerMinute);
  return app.appid;
}

/** Whoever calls from elsewhere sees what a stranger sees: an app or a token that does not exist. */
export function requireAddress({ ipAllow }: Access, address: string, code: 3998 | 4000): void {
  if (ipAllow !== null && !isListed(ipAllow, address)) {
    throw new Fault(code, `the address ${address} is not on the list of the app`);
  }
}

/** §20 has no code for it; 3997 is the one that sends the client to the operator. Thrown before any parameter is looked at. */
export function requireScope({ scopes }: Access, scope: Scope | null): void {
  if (scopes === null || scope === null || scopes.includes(scope)) return;
  throw new Fault(3997, `the app may not use endpoints of scope ${scope}`, '未开通此接口');
}

export function requireContract(contractUntil: number | null, now: number): void {
  if (contractUntil !== null && now > contractUntil) throw new Fault(3997, 'the contract of the app has ended');
}

export function isSameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
