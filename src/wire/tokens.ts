/** Tokens (§2): given for a signed request, asked for by every other endpoint. */

import { createHash, timingSafeEqual } from 'node:crypto';
import { newToken, type RandomBytes } from '../domain/ids.ts';
import { formatDateTime } from '../domain/shanghai-time.ts';
import { Fault } from '../errors.ts';
import { findApp } from '../store/apps.ts';
import type { Database } from '../store/database.ts';
import { countTokensSince, findTokenApp, insertToken } from '../store/tokens.ts';
import type { Vault } from '../store/vault.ts';

export interface TokenDesk {
  db: Database;
  vault: Vault;
  random: RandomBytes;
  /** Unix seconds. */
  now: () => number;
}

const validSeconds = 7200;
/** Clients cache a token for 7200 s to the second; their clock may be a little behind ours. */
const graceSeconds = 60;
const clockSlackSeconds = 600;
const mostTokensPerHour = 600;

/** Throws 4005 for a wrong signature or clock, 3998 for an unknown app, 3997 past its contract, 3999 above 600 an hour. */
export async function issueToken(
  desk: TokenDesk,
  appid: string,
  sign: string,
  time: string,
): Promise<{ token: string; expires: string }> {
  const now = desk.now();
  const app = await findApp(desk.db, desk.vault, appid);
  if (!app || app.disabled) throw new Fault(3998, 'an unknown or disabled app asked for a token');
  if (!/^\d{1,12}$/.test(time) || Math.abs(Number(time) - now) > clockSlackSeconds) {
    throw new Fault(4005, 'the time of a token request is off', 'time 须为当前 unix 时间戳（秒），误差 10 分钟内');
  }
  if (!isSameText(sign.toLowerCase(), createHash('md5').update(`${appid}${app.appsecret}${time}`).digest('hex'))) {
    throw new Fault(4005, 'the signature of a token request is wrong');
  }
  requireContract(app.contractUntil, now);
  if ((await countTokensSince(desk.db, appid, now - 3600)) >= mostTokensPerHour) {
    throw new Fault(3999, `more than ${mostTokensPerHour} tokens in an hour`, '获取过于频繁');
  }
  const token = newToken(desk.random);
  await insertToken(desk.db, token, appid, now, now + validSeconds + graceSeconds);
  return { token, expires: formatDateTime(now + validSeconds) };
}

/** The appid behind a token. Throws 4000 when there is none, 3997 past the app's contract. */
export async function authenticate(desk: TokenDesk, token: string | null): Promise<string> {
  if (!token || !/^[0-9a-f]{32}$/.test(token)) throw new Fault(4000, 'no token, or none of our form');
  const now = desk.now();
  const app = await findTokenApp(desk.db, token, now);
  if (!app || app.disabled) throw new Fault(4000, 'an unknown or expired token');
  requireContract(app.contractUntil, now);
  return app.appid;
}

export function requireContract(contractUntil: number | null, now: number): void {
  if (contractUntil !== null && now > contractUntil) throw new Fault(3997, 'the contract of the app has ended');
}

export function isSameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
