/** One subscriber's browser at a carrier's portal: its cookies, its manners, its patience. */

import { setTimeout as sleepFor } from 'node:timers/promises';
import { CookieJar } from 'tough-cookie';
import { Agent, type Dispatcher } from 'undici';
import { type Charset, decodeText } from './decode-text.ts';
import { PortalTrouble } from './portal-trouble.ts';
import type { Pace } from './retry.ts';
import type { Lane } from './turnstile.ts';

export interface Reply {
  status: number;
  contentType: string;
  text: string;
  bytes: Uint8Array;
  /** Where the page was found after redirects, with its query: not for the log. */
  url: string;
}

export interface GetOptions {
  query?: Readonly<Record<string, string>>;
  /** Names in lower case. */
  headers?: Readonly<Record<string, string>>;
  /** Wins over the content type. */
  charset?: Charset;
}

/** `form` is url-encoded as UTF-8; anything else goes into `body` with its own content type in `headers`. */
export interface PostOptions extends GetOptions {
  form?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}

/**
 * A page is named by its path below the base URL, or by an absolute URL on the same origin that the portal gave us.
 * Both methods throw a PortalTrouble for a timeout, a failed connection, a 5xx, or a redirect that leaves the portal;
 * and the signal's reason when the session was cancelled. Other statuses are replies.
 */
export interface Portal {
  get(path: string, options?: GetOptions): Promise<Reply>;
  post(path: string, options?: PostOptions): Promise<Reply>;
  /** The value of a cookie that the page would be sent, or null. */
  cookie(path: string, name: string): string | null;
  /** The jar as JSON, for `openPortal` of the session's next step. */
  cookies(): string;
  pace: Pace;
}

/** How one request ended: `answered` below 400, `refused` 4xx, `serverError` 5xx; `cancelled` by ourselves. */
export type RequestOutcome = 'answered' | 'refused' | 'serverError' | 'timeout' | 'unreachable' | 'cancelled';

export interface PortalOptions {
  baseUrl: string;
  /** What `cookies()` gave, or '' for a new session. */
  cookies: string;
  dispatcher?: Dispatcher;
  /** Cancels what is under way and whatever is asked later. */
  signal?: AbortSignal;
  /** For one page, its redirects each; 20 s (wire contract §6). */
  requestTimeoutMs?: number;
  /** How retries wait; real time and chance when absent. */
  pace?: Pace;
  /** Where each request waits for its turn, its redirects too; the wait is none of its 20 s. Without: none waits. */
  lane?: Lane;
  /** Hears of every request that went out; `seconds` without its wait. */
  watch?: (outcome: RequestOutcome, seconds: number) => void;
}

const maxRedirects = 5;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** 32 MiB: a heavy user's month of 3,600 rows is under 3. */
const sharedAgent = new Agent({ keepAliveTimeout: 10_000, maxResponseSize: 32 * 1024 * 1024 });

const browserHeaders = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36',
  accept: '*/*',
  'accept-language': 'zh-CN,zh;q=0.9',
};

interface Sent {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body: string | Uint8Array | null;
}

export function openPortal(options: PortalOptions): Portal {
  const { signal, requestTimeoutMs = 20_000, dispatcher = sharedAgent, watch } = options;
  const { lane = (task) => task() } = options;
  const base = new URL(options.baseUrl);
  const basePath = base.pathname.replace(/\/$/, '');
  const jar =
    options.cookies === ''
      ? new CookieJar(undefined, { rejectPublicSuffixes: false })
      : CookieJar.deserializeSync(options.cookies);

  async function sleep(waitMs: number): Promise<void> {
    try {
      await sleepFor(waitMs, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  }

  function locate(path: string, query: Readonly<Record<string, string>> = {}): URL {
    const url = new URL(path.startsWith('/') ? `${base.origin}${basePath}${path}` : path);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    return url;
  }

  /** For troubles, which are logged: 中国移动 has the subscriber's number in its paths. */
  function nameOf(url: URL): string {
    const path = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length) : url.pathname;
    return path.replaceAll(/1\d{10}/g, '{tel}');
  }

  async function exchange(url: URL, sent: Sent): Promise<{ response: Dispatcher.ResponseData; bytes: Uint8Array }> {
    const patience = openPatience(requestTimeoutMs, signal);
    const began = performance.now();
    const seen = (outcome: RequestOutcome) => watch?.(outcome, (performance.now() - began) / 1000);
    const cookie = jar.getCookieStringSync(url.href);
    try {
      const response = await dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: sent.method,
        headers: { ...browserHeaders, ...sent.headers, ...(cookie === '' ? {} : { cookie }) },
        body: sent.body,
        signal: patience.over,
      });
      const bytes = await response.body.bytes();
      seen(outcomeOf(response.statusCode));
      return { response, bytes };
    } catch (error) {
      seen(signal?.aborted ? 'cancelled' : patience.over.aborted ? 'timeout' : 'unreachable');
      signal?.throwIfAborted();
      if (patience.over.aborted) throw new PortalTrouble('timeout', nameOf(url));
      throw new PortalTrouble('unreachable', nameOf(url), systemCodeOf(error));
    } finally {
      patience.close();
    }
  }

  async function ask(asked: URL, first: Sent, charset?: Charset): Promise<Reply> {
    let url = asked;
    let sent = first;
    for (let hops = 0; hops <= maxRedirects; hops++) {
      signal?.throwIfAborted();
      // The target may come from a page: a session's cookies and answers go nowhere but to its own portal.
      if (url.origin !== base.origin) throw new PortalTrouble('unknownPage', nameOf(asked), 'leads to another site');
      const { response, bytes } = await lane(() => exchange(url, sent), signal);
      for (const line of [response.headers['set-cookie'] ?? []].flat()) {
        jar.setCookieSync(line, url.href, { ignoreError: true });
      }
      if (response.statusCode >= 500) throw new PortalTrouble('serverError', nameOf(url), String(response.statusCode));
      const location = [response.headers.location ?? []].flat()[0];
      if (!redirectStatuses.has(response.statusCode) || location === undefined) {
        const contentType = String(response.headers['content-type'] ?? '');
        const text = decodeText(bytes, contentType, charset);
        return { status: response.statusCode, contentType, text, bytes, url: url.href };
      }
      if (!URL.canParse(location, url.href)) throw new PortalTrouble('unknownPage', nameOf(url), 'leads nowhere');
      // As browsers do: 307 and 308 repeat the request, the others turn it into a GET.
      if (response.statusCode < 307) {
        const { 'content-type': _dropped = '', ...headers } = sent.headers;
        sent = { method: 'GET', headers: { ...headers, referer: url.href }, body: null };
      }
      url = new URL(location, url.href);
    }
    throw new PortalTrouble('unknownPage', nameOf(asked), `more than ${maxRedirects} redirects`);
  }

  const referer = `${base.origin}${basePath}/`;
  const formType = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };

  return {
    get: (path, { query, headers, charset } = {}) =>
      ask(locate(path, query), { method: 'GET', headers: { referer, ...headers }, body: null }, charset),
    post: (path, { query, headers, charset, form, body } = {}) =>
      ask(
        locate(path, query),
        {
          method: 'POST',
          headers: { referer, ...(form === undefined ? {} : formType), ...headers },
          body: form === undefined ? (body ?? '') : new URLSearchParams(form).toString(),
        },
        charset,
      ),
    cookie: (path, name) => jar.getCookiesSync(locate(path).href).find((cookie) => cookie.key === name)?.value ?? null,
    cookies: () => JSON.stringify(jar.serializeSync()),
    pace: options.pace ?? { random: Math.random, sleep },
  };
}

/** `over` is aborted after so long, or with `signal`. AbortSignal's own `timeout` and `any` leave a timer behind for every page. */
function openPatience(timeoutMs: number, signal: AbortSignal | undefined): { over: AbortSignal; close(): void } {
  const controller = new AbortController();
  const end = () => controller.abort();
  const timer = setTimeout(end, timeoutMs);
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  return {
    over: controller.signal,
    close() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    },
  };
}

function outcomeOf(status: number): RequestOutcome {
  if (status >= 500) return 'serverError';
  return status >= 400 ? 'refused' : 'answered';
}

/** `ECONNRESET`, `UND_ERR_SOCKET`: a name without addresses. */
function systemCodeOf(error: unknown): string {
  const named = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return named ? String(error.code) : 'unnamed';
}
