/** Puts what people open in a browser beside the wire API: the built pages, the phone page's own API, and its old addresses. */

import type { FastifyInstance } from 'fastify';
import { addOldAddresses } from './old-addresses.ts';
import { addPageApi } from './page-api.ts';
import { addProgressStream } from './progress-stream.ts';
import { addStaticPages } from './static-pages.ts';
import type { HostedParts } from './view-of.ts';

export function addHosted(app: FastifyInstance, parts: HostedParts): void {
  addStaticPages(app, parts.sandboxUrl);
  addPageApi(app, parts);
  addProgressStream(app, parts);
  addOldAddresses(app, parts.journey);
}
