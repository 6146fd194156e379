/** Serves the built pages of web/dist: /authorise/, /report/, /console/, /my/ and what they load from /assets/. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const pages = ['authorise', 'report', 'console', 'my'];
const dist = fileURLToPath(new URL('../../web/dist/', import.meta.url));
const yearMs = 365 * 86_400_000;

/** `sandboxUrl`: where the phone page may show the sandbox's phone beside it; null: nowhere. */
export function addStaticPages(app: FastifyInstance, sandboxUrl: string | null): void {
  // Packed when they are built: a phone on a slow line waits for no compressor.
  app.register(fastifyStatic, { serve: false, root: dist, index: false, preCompressed: true, suppressWarning: true });
  for (const page of pages) {
    app.get(`/${page}/`, (request, reply) => {
      // The page's own links are relative: without the slash they would miss.
      const [path = '', search] = (request.raw.url ?? '').split('?', 2);
      if (!path.endsWith('/')) return reply.redirect(`./${page}/${search === undefined ? '' : `?${search}`}`, 308);
      return sendPage(reply, page, page === 'authorise' ? sandboxUrl : null);
    });
  }
  app.get('/assets/*', (request, reply) => {
    const name = new URL(request.raw.url ?? '', 'http://here').pathname.slice('/assets/'.length);
    // Names hold a hash of what is in them.
    return reply
      .header('x-content-type-options', 'nosniff')
      .sendFile(`assets/${name}`, { maxAge: yearMs, immutable: true });
  });
}

export function sendPage(reply: FastifyReply, page: string, frameOrigin: string | null = null): FastifyReply {
  const file = `${dist}${page}/index.html`;
  if (!existsSync(file)) return notBuilt(reply);
  addPageHeaders(reply, frameOrigin, styleHashes(readFileSync(file, 'utf8')));
  return reply.header('cache-control', 'no-cache').sendFile(`${page}/index.html`, { cacheControl: false });
}

/** Of the styles that the build put into a page, as a content security policy names them. */
function styleHashes(html: string): string[] {
  return Array.from(
    html.matchAll(/<style>([\s\S]*?)<\/style>/g),
    ([, css = '']) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
  );
}

/** Nothing runs but our own files, nobody frames the page, and its address goes nowhere. */
export function addPageHeaders(
  reply: FastifyReply,
  frameOrigin: string | null = null,
  styles: readonly string[] = [],
): void {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `frame-src ${frameOrigin ?? "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  reply.headers({
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  });
}

function notBuilt(reply: FastifyReply): FastifyReply {
  return reply.code(503).type('text/plain; charset=utf-8').send('The pages are not built: run npm run build:web.\n');
}
