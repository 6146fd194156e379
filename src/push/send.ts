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

/** Connects to nothing but what `options` allow. */
export function guardedAgent({
  allowPrivate,
  isOpen = isPublicAddress,
  lookup,
  timeoutMs: timeout = timeoutMs,
}: SenderOptions) {
  const guard = allowPrivate ? {} : { lookup: guardedLookup(isOpen, lookup) };
  return new Agent({
    // A connection per push: one that the receiver closed while it idled would cost an attempt, and each is judged anew.
    pipelining: 0,
    connect: { timeout, ...guard },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

export function createSender(options: SenderOptions): Sender {
  const { allowPrivate, isOpen = isPublicAddress, timeoutMs: patienceMs = timeoutMs } = options;
  const agent = guardedAgent(options);
  return {
    timeoutMs: patienceMs,
    async send({ url, headers, body }, signal) {
      const timeout = AbortSignal.timeout(patienceMs);
      try {
        const target = new URL(url);
        if (!allowPrivate) requireOpenHost(target, isOpen);
        const response = await agent.request({
          origin: target.origin,
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
    close: () => agent.destroy(),
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
