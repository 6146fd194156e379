/** One call of the wire API: a form out, an envelope in, the token renewed when the service no longer takes it. */

import { XiangdanError } from './refused.ts';
import { type Credentials, createTokens } from './tokens.ts';

/** As much of `fetch` as is used. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal },
) => Promise<{ status: number; text(): Promise<string> }>;

export interface TransportOptions {
  /** Where the service is: `https://xiangdan.example`. */
  url: string;
  /** Default: the platform's own. */
  fetch?: Fetch;
  /** A sign-in step is held until the carrier has answered, 45 s at most. Default 60,000. */
  timeoutMs?: number;
}

/** A value that is not text is sent as JSON text in its field; undefined ones are left out. */
export type Params = Record<string, string | object | undefined>;

export interface CallOptions {
  method?: 'GET' | 'POST' | 'DELETE';
  signal?: AbortSignal | undefined;
}

export interface Reply<Data> {
  action: 'processing' | 'done';
  data: Data;
}

/** Without a token: the query as it is given, and JSON as the body of a POST, or no body and a GET. */
export type SendJson = <Data>(
  path: string,
  query: Record<string, string>,
  body: unknown,
  options?: CallOptions,
) => Promise<Reply<Data>>;

export interface Transport {
  /** Rejects with XiangdanError for every status but 0, with an Error for what is no envelope, and as `fetch` does. */
  call<Data>(path: string, params: Params, options?: CallOptions): Promise<Reply<Data>>;
  sendJson: SendJson;
}

type Init = Omit<Parameters<Fetch>[1], 'signal'>;

const defaultTimeoutMs = 60_000;
const invalidToken = 4000;

export function createTransport(options: TransportOptions & Credentials): Transport {
  const base = options.url.replace(/\/+$/, '');
  const send: Fetch = options.fetch ?? ((url, init) => fetch(url, init));
  const { timeoutMs = defaultTimeoutMs } = options;

  async function exchange<Data>(path: string, params: Params, { method = 'POST', signal }: CallOptions) {
    const { token, ...others } = params;
    // Out of the URL, which proxies log; a POST has it in its form, as clients of the original do.
    const inHeader = method !== 'POST' && typeof token === 'string';
    const form = formOf(inHeader ? others : params);
    const inQuery = method !== 'POST' && form !== '';
    const headers: Record<string, string> = inHeader
      ? { authorization: `Bearer ${token}` }
      : { 'content-type': 'application/x-www-form-urlencoded' };
    const init = { method, headers, ...(method === 'POST' ? { body: form } : {}) };
    return request<Data>(path, inQuery ? `?${form}` : '', init, signal);
  }

  async function request<Data>(path: string, query: string, init: Init, signal: AbortSignal | undefined) {
    const limit = limited(timeoutMs, signal);
    try {
      const reply = await send(base + path + query, { ...init, signal: limit.signal });
      return readEnvelope<Data>(path, reply.status, await reply.text());
    } finally {
      limit.clear();
    }
  }

  const tokens = createTokens(options, (params) => exchange('/token', params, {}));
  return {
    async call(path, params, callOptions = {}) {
      const token = await tokens.current();
      try {
        return await exchange(path, { ...params, token }, callOptions);
      } catch (error) {
        if (!(error instanceof XiangdanError) || error.status !== invalidToken) throw error;
        // Once: a token that was just given and is refused will not be taken the next time either.
        return exchange(path, { ...params, token: await tokens.renewed(token) }, callOptions);
      }
    },
    sendJson(path, query, body, { signal } = {}) {
      const init: Init =
        body === undefined
          ? { method: 'GET', headers: {} }
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      return request(path, `?${new URLSearchParams(query)}`, init, signal);
    },
  };
}

function formOf(params: Params): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return form.toString();
}

function readEnvelope<Data>(path: string, httpStatus: number, text: string): Reply<Data> {
  const envelope = parsed(text);
  if (envelope === null) throw new Error(`${path} answered HTTP ${httpStatus} without the envelope that was expected`);
  const { status, action, msg, data } = envelope;
  if (status !== 0) throw new XiangdanError(path, status, action === 'reset' ? 'reset' : 'processing', msg);
  // The form of `data` is what /openapi.json promises for the path.
  return { action: action === 'done' ? 'done' : 'processing', data: data as Data };
}

interface Envelope {
  status: number;
  action: string;
  msg: string;
  data: unknown;
}

/** Null for what is no envelope: a proxy's page, another service. */
function parsed(text: string): Envelope | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { status, action, msg, data } = value as Partial<Record<keyof Envelope, unknown>>;
  if (typeof status !== 'number' || typeof action !== 'string' || typeof msg !== 'string') return null;
  return { status, action, msg, data };
}

/** AbortSignal.any is younger than Node 18. */
function limited(timeoutMs: number, outer: AbortSignal | undefined): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}
