/** One request exactly as a client's HTTP library puts it on the wire: no header, encoding or retry of our own. */

import { once } from 'node:events';
import { type Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { gunzipSync } from 'node:zlib';

export interface RawRequest {
  method: 'GET' | 'POST';
  /** Path and query as they stand in the request line. */
  target: string;
  headers: Record<string, string>;
  body?: string | Buffer;
  /** Sent in chunks, without Content-Length, as `HttpURLConnection` does in its streaming mode. */
  chunked?: true;
}

export interface RawReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** `agent` keeps connections alive; without one each request has its own. */
export async function send(origin: string, raw: RawRequest, agent?: Agent): Promise<RawReply> {
  const body = raw.body === undefined ? null : Buffer.from(raw.body);
  const { hostname, port } = new URL(origin);
  const sent = request({
    hostname,
    port,
    method: raw.method,
    path: raw.target,
    headers: { ...raw.headers, ...(body && !raw.chunked ? { 'content-length': body.length } : {}) },
    agent: agent ?? false,
  });
  if (body && raw.chunked) {
    sent.setHeader('transfer-encoding', 'chunked');
    for (let from = 0; from < body.length; from += 16) sent.write(body.subarray(from, from + 16));
  } else if (body) {
    sent.write(body);
  }
  sent.end();
  const answered = await once(sent, 'response');
  const reply: IncomingMessage = answered[0];
  const bytes = Buffer.concat(await reply.toArray());
  const text = reply.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
  return { status: reply.statusCode ?? 0, headers: reply.headers, text: text.toString('utf8') };
}
