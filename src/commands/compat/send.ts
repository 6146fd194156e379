/** One request of compat-check, exactly as a client's library would put it on the wire, and what came back. */

import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { gunzipSync } from 'node:zlib';

export interface RawRequest {
  method?: 'GET' | 'POST' | 'DELETE';
  /** Path and query as they stand in the request line. */
  target: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Without Content-Length, as `HttpURLConnection` does in its streaming mode. */
  chunked?: true;
}

export interface Reply {
  httpStatus: number;
  contentType: string;
  encoding: string;
  /** Null when the body is no JSON object. */
  envelope: Record<string, unknown> | null;
}

/** A sign-in step is held until the carrier has answered. */
const timeoutMs = 60_000;

/** Throws an Error when there is no reply. */
export async function send(origin: string, raw: RawRequest): Promise<Reply> {
  const { method = raw.body === undefined ? 'GET' : 'POST', headers = {}, chunked } = raw;
  const body = raw.body === undefined ? null : Buffer.from(raw.body);
  const { protocol, hostname, port } = new URL(origin);
  const sent = (protocol === 'https:' ? requestHttps : requestHttp)({
    ...{ hostname: hostname.replace(/^\[|\]$/g, ''), port, method, path: raw.target, agent: false },
    headers: { ...headers, ...(body && !chunked ? { 'content-length': body.length } : {}) },
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (chunked) sent.setHeader('transfer-encoding', 'chunked');
  sent.end(body ?? undefined);
  const [reply] = await once(sent, 'response');
  const bytes = Buffer.concat(await reply.toArray());
  const encoding: string = reply.headers['content-encoding'] ?? '';
  const text = (encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
  const contentType: string = reply.headers['content-type'] ?? '';
  return { httpStatus: reply.statusCode ?? 0, contentType, encoding, envelope: objectIn(text) };
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null; // a proxy's page, say: the table shows that it was no envelope
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
