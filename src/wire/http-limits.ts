/** How long and how large a request may be before it is one, how many connections there may be, and what a client is told that breaks it. */

import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Fault } from '../errors.ts';
import { fail } from './envelope.ts';

export const jsonType = 'application/json; charset=utf-8';

/** Of the wire API; a hosted page or the console sends less. Photographs of documents are not taken here. */
const bodyLimitBytes = 1024 * 1024;
/** The query counts among the headers: flow by GET with twenty contacts in Chinese, percent-encoded, is 9 KB. */
const maxHeaderSize = 16 * 1024;

export const httpLimits = {
  bodyLimit: bodyLimitBytes,
  /** To receive a whole request, however slowly it drips; how long the answer takes does not count. 1 MiB in 30 s is 280 kbit/s. */
  requestTimeout: 30_000,
  /** A connection on which nothing moves at all. A login holds one for 45 s without a byte, and its claim for 60 s. */
  connectionTimeout: 120_000,
  /** Longer than the 60 s that usual proxies keep an idle connection: the one who closes must not be the one who is written to. */
  keepAliveTimeout: 72_000,
  /** No end: a proxy's connection serves all its clients, and one that it must give up costs them a new one. */
  maxRequestsPerSocket: 0,
  http: {
    maxHeaderSize,
    /** A client that needs longer for 16 KiB holds a connection and nothing else. */
    headersTimeout: 10_000,
    /** How often the two are looked for. */
    connectionsCheckingInterval: 1_000,
  },
};

/** Of one process: about 10 KB each while idle. The kernel's backlog and the proxy take what comes above. */
export const mostConnections = 10_000;

interface Refusal {
  line: string;
  hint: string;
}

const malformed: Refusal = { line: '400 Bad Request', hint: 'HTTP 请求格式不正确' };
const refusals: Record<string, Refusal> = {
  ERR_HTTP_REQUEST_TIMEOUT: { line: '408 Request Timeout', hint: '请求超时' },
  HPE_HEADER_OVERFLOW: { line: '431 Request Header Fields Too Large', hint: '请求头超过 16 KiB' },
};

/** What a refused client still sends is thrown away for so long: closed at once, the kernel resets it and the refusal is lost. */
const lingerMs = 1_000;

/** Connections whose request was answered before all of it had come. */
const answered = new WeakSet<Socket>();

/** For a request that is answered while its body still comes: should it never end, its connection is closed without a second answer. */
export function noteAnswered(request: IncomingMessage): void {
  if (request.complete) return;
  answered.add(request.socket);
  request.once('end', () => answered.delete(request.socket));
}

/** What is no request gets an envelope all the same, and its connection is closed. */
export function refuseUnread(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return;
  socket.end(answered.has(socket) ? '' : refusalOf(error));
  // Node's parser would take it for the rest of the request.
  socket.removeAllListeners('data').on('data', () => undefined);
  const lingering = setTimeout(() => socket.destroy(), lingerMs).unref();
  socket.once('close', () => clearTimeout(lingering));
}

function refusalOf({ code = '' }: NodeJS.ErrnoException): string {
  const { line, hint } = refusals[code] ?? malformed;
  const body = JSON.stringify(fail(new Fault(4001, 'no request', hint)));
  return `HTTP/1.1 ${line}\r\ncontent-type: ${jsonType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
}
