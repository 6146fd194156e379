/** The token of every call: asked for once, shared by all calls, renewed shortly before it expires or when it is refused. */

import type { TokenData } from './schemas.ts';

/**
 * An app's own secret, on a server only; or somebody who hands out tokens, for a browser, where no secret may be. `token` is called
 * again when the service refuses what it gave.
 */
export type Credentials = { appid: string; appsecret: string } | { token: () => string | Promise<string> };

export interface Tokens {
  current(): Promise<string>;
  /** Another one than `refused`. */
  renewed(refused: string): Promise<string>;
}

/** Before its end, so that no call is on its way with a token that ends meanwhile. */
const spareMs = 60_000;

export function createTokens(
  credentials: Credentials,
  ask: (params: Record<string, string>) => Promise<{ data: TokenData }>,
): Tokens {
  let held: { token: string; untilMs: number } | null = null;
  let asking: Promise<string> | null = null;

  async function askAnew(): Promise<string> {
    if ('token' in credentials) {
      const token = await credentials.token();
      held = { token, untilMs: Number.POSITIVE_INFINITY };
      return token;
    }
    const { appid, appsecret } = credentials;
    const time = String(Math.floor(Date.now() / 1000));
    const { data } = await ask({ appid, time, sign: await md5(appid + appsecret + time) });
    held = { token: data.token, untilMs: shanghaiTime(data.expires) - spareMs };
    return data.token;
  }

  /** Calls that find no token at the same moment wait for one request. */
  function askOnce(): Promise<string> {
    asking ??= askAnew().finally(() => {
      asking = null;
    });
    return asking;
  }

  return {
    async current() {
      return held && Date.now() < held.untilMs ? held.token : askOnce();
    },
    async renewed(refused) {
      if (held?.token === refused) held = null;
      return held ? held.token : askOnce();
    },
  };
}

/** `2026-11-28 14:00:00` in Shanghai, which knows no summer time. */
function shanghaiTime(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}+08:00`);
}

/** The platform's WebCrypto has no md5; loaded only where a secret is. */
async function md5(text: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('md5').update(text).digest('hex');
}
