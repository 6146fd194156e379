/** `GET /openapi.json` and `GET /docs`: the reference of the wire API, for programs and for people. */

import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { docsPage } from '../docs-page.ts';
import { buildDocument } from '../openapi/build-document.ts';
import type { JsonObject } from '../openapi/plain-schema.ts';
import type { Described } from '../openapi/reference.ts';

/** Every endpoint that is added to the app after this call. */
export function collectEndpoints(app: FastifyInstance): Described[] {
  const endpoints: Described[] = [];
  app.addHook('onRoute', ({ config }) => {
    if (config?.described && !endpoints.includes(config.described)) endpoints.push(config.described);
  });
  return endpoints;
}

/** Both are made at the first request and kept: they change with the code alone. */
export function addReference(app: FastifyInstance, endpoints: readonly Described[]): void {
  let made: { document: JsonObject; json: string; page: string; policy: string } | null = null;
  function make() {
    const document = buildDocument(endpoints);
    const { page, style } = docsPage(document);
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
    return { document, json: JSON.stringify(document), page, policy };
  }
  app.get('/openapi.json', async (_request, reply) => {
    made ??= make();
    return reply.type('application/json; charset=utf-8').send(made.json);
  });
  app.get('/docs', async (_request, reply) => {
    made ??= make();
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', made.policy)
      .header('x-content-type-options', 'nosniff')
      .send(made.page);
  });
}
