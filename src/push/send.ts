/** Sends one push and judges the answer: acknowledged by a 2xx whose body says ok, and by nothing else (§14, wire contract §7). */

import { Agent, type Dispatcher } from 'undici';
import { guardedLookup, type IsOpen, isPublicAddress, type LookupAll, requireOpenHost } from './guard-url.ts';

/** Clients pull the record and the report back before they answer. */
const timeoutMs = 30_000;

/** Nobody says `ok` in more; what goes on for ever is not read for ever. */
const answerLimitBytes = 64 * 1024;

export interface Outgoing {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** `status`: null when no answer came. `error`: fixed words or a system's code, never what the receiver wrote. */
export type Sent =
  | { acknowledged: true; status: number }
  | { acknowledged: false; status: number | null; error: string };

export interface Sender {
  /** What one `send` takes at most. */
  timeoutMs: number;
  /** Throws the signal's reason when it is aborted; every other trouble is an answer. */
  send(push: Outgoing, signal: AbortSignal): Promise<Sent>;
  close(): Promise<void>;
}

export interface SenderOptions {
  /** Addresses of any network. */
  allowPrivate: boolean;
  /** In place of the public Internet's addresses and the system's resolver. */
  isOpen?: IsOpen;
  lookup?: LookupAll;
  timeoutMs?: number;
}

/**
 * The next push of a session follows within milliseconds, and over TLS a new connection costs more than the push. The address that was
 * judged is the one that is connected to, for as long as the connection lasts; receivers keep one for 5 s and more.
 */
const keptIdleMs = 1_000;

/** Connects to nothing but what `options` allow: anew for every request, unless `idleMs` says how long a connection is kept. */
export function guardedAgent(
  { allowPrivate, isOpen = isPublicAddress, lookup, timeoutMs: timeout = timeoutMs }: SenderOptions,
  idleMs = 0,
) {
  const guard = allowPrivate ? {} : { lookup: guardedLookup(isOpen, lookup) };
  const keeping =
    idleMs > 0
      ? { keepAliveTimeout: idleMs, keepAliveMaxTimeout: idleMs, keepAliveTimeoutThreshold: 0 }
      : { pipelining: 0 };
  return new Agent({ ...keeping, connect: { timeout, ...guard }, headersTimeout: 0, bodyTimeout: 0 });
}

export function createSender(options: SenderOptions): Sender {
  const { allowPrivate, isOpen = isPublicAddress, timeoutMs: patienceMs = timeoutMs } = options;
  const [kept, fresh] = [guardedAgent(options, keptIdleMs), guardedAgent(options)];
  const used = recentOrigins(keptIdleMs);

  /** A receiver may close a connection in the instant in which it is used again: that is no attempt, and the push goes over a new one. */
  async function post(
    origin: string,
    request: Omit<Dispatcher.RequestOptions, 'origin'>,
  ): Promise<Dispatcher.ResponseData> {
    const mayBeReused = used.has(origin);
    try {
      const response = await kept.request({ ...request, origin });
      used.note(origin);
      return response;
    } catch (error) {
      if (!mayBeReused || !hungUp.has(codeOf(error))) throw error;
      return fresh.request({ ...request, origin });
    }
  }

  return {
    timeoutMs: patienceMs,
    async send({ url, headers, body }, signal) {
      const timeout = AbortSignal.timeout(patienceMs);
      try {
        const target = new URL(url);
        if (!allowPrivate) requireOpenHost(target, isOpen);
        const response = await post(target.origin, {
          path: target.pathname + target.search,
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'xiangdan', ...headers },
          body,
          signal: AbortSignal.any([signal, timeout]),
        });
        return await judge(response);
      } catch (error) {
        signal.throwIfAborted();
        const why = timeout.aborted ? `no answer within ${patienceMs / 1000} s` : `no connection: ${codeOf(error)}`;
        return { acknowledged: false, status: null, error: why };
      }
    },
    async close() {
      await Promise.all([kept.destroy(), fresh.destroy()]);
    },
  };
}

const hungUp: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** Where a kept connection may be open. */
function recentOrigins(idleMs: number): { has(origin: string): boolean; note(origin: string): void } {
  const at = new Map<string, number>();
  const isOver = (since: number) => performance.now() - since > idleMs * 2;
  return {
    has(origin) {
      const since = at.get(origin);
      return since !== undefined && !isOver(since);
    },
    note(origin) {
      at.delete(origin);
      at.set(origin, performance.now());
      // The oldest come first; a session may name an address that is never used again.
      for (const [oldest, since] of at) if (!isOver(since) || !at.delete(oldest)) break;
    },
  };
}

async function judge({ statusCode: status, body }: Dispatcher.ResponseData): Promise<Sent> {
  const refused = (error: string): Sent => ({ acknowledged: false, status, error });
  if (status < 200 || status > 299) {
    // undici reports the destruction itself as an error of the body, and nobody reads that one.
    body.on('error', () => undefined).destroy();
    return refused(status >= 300 && status < 400 ? 'a redirect, which is not followed' : 'not a 2xx');
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    // Leaving the loop destroys the body.
    if (bytes > answerLimitBytes) return refused(`an answer of more than ${answerLimitBytes / 1024} KiB`);
  }
  return saysOk(Buffer.concat(chunks).toString('utf8'))
    ? { acknowledged: true, status }
    : refused('an answer other than ok');
}

/** Clients print it as they print any string: `"ok"`, `OK`, with a line end. */
export function saysOk(text: string): boolean {
  const [, , unquoted = ''] = /^(["']?)([\s\S]*)\1$/.exec(text.trim()) ?? [];
  return unquoted.trim().toLowerCase() === 'ok';
}

/** `ECONNREFUSED`, `REFUSED_ADDRESS`, `UND_ERR_SOCKET`. A name with several addresses fails with the errors of all: the first tells. */
export function codeOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && 'code' in first ? String(first.code) : 'unknown';
}
