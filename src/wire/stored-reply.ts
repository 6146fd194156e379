/** Sends a stored record or report as its bytes are, packed the way the client accepts. */

import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StoredDocument } from '../store/sessions/documents.ts';

const compress = promisify(brotliCompress);

/** Documents are stored gzipped; br is made only for the rare client that takes br and no gzip. */
export async function storedReply(
  request: FastifyRequest,
  reply: FastifyReply,
  document: StoredDocument,
): Promise<Buffer> {
  reply.header('content-type', 'application/json; charset=utf-8').header('vary', 'accept-encoding');
  const accepted = acceptedEncodings(request.headers['accept-encoding'] ?? '');
  if (accepted.has('gzip') || accepted.has('*')) {
    reply.header('content-encoding', 'gzip');
    return document.gzipped;
  }
  const plain = await document.plain();
  if (!accepted.has('br')) return plain;
  reply.header('content-encoding', 'br');
  return compress(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
}

function acceptedEncodings(header: string): Set<string> {
  const accepted = header
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .filter(([, weight]) => weight === undefined || !/^q=0(\.0*)?$/.test(weight))
    .map(([name]) => name ?? '');
  return new Set(accepted);
}
