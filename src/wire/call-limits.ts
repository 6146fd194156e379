/** How much an app may call and how often a stranger may guess, counted in this process: each node grants its own share. */

import { Fault } from '../errors.ts';

export interface LimitSettings {
  /** For an app without numbers of its own. */
  callsPerMinute: number;
  tokensPerHour: number;
}

export const usualLimits: LimitSettings = { callsPerMinute: 6000, tokensPerHour: 600 };

export interface CallLimits extends LimitSettings {
  /** Throws 4007, which ends no session, when the app has called too often; `own` is the app's own number of calls a minute. */
  requireRoom(appid: string, own: number | null): void;
  /** Throws `code` when this address has failed too often, with this app or at all: then a right signature does not help either. */
  requireFewFailures(address: string, appid: string, code: 3999 | 4007): void;
  countFailure(address: string, appid: string): void;
  /** Throws 4007 when this address has called with too many unknown tokens, unless this one was good from there before. */
  requireFewUnknownTokens(address: string, token: string): void;
  countUnknownToken(address: string): void;
  noteGoodToken(address: string, token: string): void;
}

/** One address may stand for many machines behind it: it must not lose every app to the one that is misconfigured. */
const failuresOfAppPerMinute = 20;
const failuresPerMinute = 300;
/**
 * An office behind one address lives with it: a client that was told 4000 asks for a token and calls again, so that 300 of them may find
 * theirs expired within the same minute; and whose token is known here is not asked at all.
 */
const unknownTokensPerMinute = 300;

export function createCallLimits(settings: LimitSettings, now: () => number): CallLimits {
  const calls = createBuckets(now);
  const failures = createBuckets(now);
  const unknownTokens = createBuckets(now);
  const goodTokens = createRecent();
  const keyOf = (address: string, appid: string) => `${address} ${appid}`;
  return {
    ...settings,
    requireRoom(appid, own) {
      const perMinute = own ?? settings.callsPerMinute;
      if (!calls.take(appid, perMinute)) {
        throw new Fault(4007, `the app made more than ${perMinute} calls in a minute`, '调用过于频繁');
      }
    },
    requireFewFailures(address, appid, code) {
      const fewer =
        failures.has(address, failuresPerMinute) && failures.has(keyOf(address, appid), failuresOfAppPerMinute);
      if (!fewer) throw new Fault(code, 'too many wrong signatures from this address', '签名错误次数过多，请稍后重试');
    },
    countFailure(address, appid) {
      failures.take(address, failuresPerMinute);
      failures.take(keyOf(address, appid), failuresOfAppPerMinute);
    },
    requireFewUnknownTokens(address, token) {
      if (unknownTokens.has(address, unknownTokensPerMinute) || goodTokens.has(keyOf(address, token))) return;
      throw new Fault(4007, 'too many unknown tokens from this address', '无效 token 次数过多，请稍后重试');
    },
    countUnknownToken: (address) => void unknownTokens.take(address, unknownTokensPerMinute),
    noteGoodToken: (address, token) => goodTokens.note(keyOf(address, token)),
  };
}

/** Whoever was asked for longest ago goes first, so that made-up names fill no memory. */
const mostBuckets = 10_000;

/** Names of which the latest are remembered. */
function createRecent() {
  const names = new Set<string>();
  return {
    has: (name: string) => names.has(name),
    note(name: string): void {
      names.delete(name);
      names.add(name);
      if (names.size > mostBuckets) for (const oldest of names) return void names.delete(oldest);
    },
  };
}

/** Buckets that hold a minute's worth and fill evenly. */
function createBuckets(now: () => number) {
  const buckets = new Map<string, { left: number; at: number }>();
  function leftIn(key: string, perMinute: number): number {
    const bucket = buckets.get(key);
    if (!bucket) return perMinute;
    return Math.min(perMinute, bucket.left + (Math.max(0, now() - bucket.at) * perMinute) / 60);
  }
  return {
    has: (key: string, perMinute: number) => leftIn(key, perMinute) >= 1,
    /** False when the bucket is empty. */
    take(key: string, perMinute: number): boolean {
      const left = leftIn(key, perMinute);
      buckets.delete(key);
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now() });
      if (buckets.size > mostBuckets) for (const oldest of buckets.keys()) return buckets.delete(oldest) && left >= 1;
      return left >= 1;
    },
  };
}
