/** The phone page's own API under /authorise/api/: bound to the browser by its cookie, and closed to other sites' scripts and forms. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../errors.ts';
import { linkOfBrowser, openLink } from '../journey/links.ts';
import { findApp } from '../store/apps.ts';
import type { Link } from '../store/links.ts';
import { type Params, readParams } from '../wire/intake.ts';
import { requireContract, requireScope } from '../wire/tokens.ts';
import { browserOf, isLinkId, setBrowser } from './browser-cookie.ts';
import { pageActions } from './page-actions.ts';
import type { PageFault, PageReply } from './view.ts';
import { type HostedParts, viewOf } from './view-of.ts';

/** No form and no other site can send it without asking first, and nobody is allowed to. */
const pageHeader = 'x-xiangdan-page';

export function addPageApi(app: FastifyInstance, parts: HostedParts): void {
  const { journey } = parts;
  const answer = async (request: FastifyRequest, reply: FastifyReply, act: Act): Promise<PageReply> => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    if (!isOwnPage(request, journey.publicUrl)) {
      reply.code(403);
      return { view: null, fault: { kind: 'request' } };
    }
    return act(await readGiven(request));
  };

  /** Binds the link to this browser: the page does it, so that whoever only previews the address opens nothing. */
  app.post('/authorise/api/open', (request, reply) =>
    answer(request, reply, async ({ link: id, secret }) => {
      if (typeof id !== 'string' || typeof secret !== 'string' || !isLinkId(id)) return refused('unknown');
      const browser = browserOf(request, id) ?? journey.random(16).toString('hex');
      const link = await openLink(journey, { id, secret, browser });
      if (link === 'unknown' || link === 'elsewhere') return refused(link);
      setBrowser(reply, journey.publicUrl, id, browser);
      return replyOf(parts, link, null);
    }),
  );

  app.post<{ Params: { act: string } }>('/authorise/api/:act', (request, reply) =>
    answer(request, reply, async (given) => {
      const link = await boundLink(parts, request, given.link);
      if (!link) return refused('elsewhere');
      const act = Object.hasOwn(pageActions, request.params.act) ? pageActions[request.params.act] : undefined;
      if (!act && request.params.act !== 'view') {
        reply.code(404);
        return { view: null, fault: { kind: 'request' } };
      }
      const fault = act
        ? await faultOf(request, () => requireApp(parts, link).then(() => act(journey, link, given)))
        : null;
      // What the act changed in the row is read again, not guessed.
      const after = await boundLink(parts, request, given.link);
      return after ? replyOf(parts, after, fault) : refused('elsewhere');
    }),
  );
}

type Act = (given: Params) => Promise<PageReply>;

export async function boundLink({ journey }: HostedParts, request: FastifyRequest, id: unknown): Promise<Link | null> {
  if (typeof id !== 'string') return null;
  const browser = browserOf(request, id);
  return browser === null ? null : linkOfBrowser(journey, id, browser);
}

async function replyOf(parts: HostedParts, link: Link, fault: PageFault | null): Promise<PageReply> {
  return { view: await viewOf(parts, link), fault };
}

function refused(why: 'unknown' | 'elsewhere'): PageReply {
  return { view: null, fault: { kind: 'link', why } };
}

/** A link outlives neither its app nor that one's contract, nor its leave to have a phone page at all. */
async function requireApp({ journey }: HostedParts, { appid }: Link): Promise<void> {
  const app = await findApp(journey.db, journey.vault, appid);
  if (!app || app.disabled) throw new Fault(3998, 'the app of a link is disabled');
  requireContract(app.contractUntil, journey.now());
  requireScope(app.access, 'links');
}

/** Null when all went well. Our own faults are logged, and the subscriber reads the id. */
async function faultOf(request: FastifyRequest, act: () => Promise<unknown>): Promise<PageFault | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof Fault) {
      request.envelopeStatus = error.code;
      request.log.info({ code: error.code, detail: error.message }, 'refused on the page');
      return { kind: 'code', code: error.code, hint: error.hint };
    }
    request.envelopeStatus = 9999;
    request.log.error({ err: error }, 'a request failed by our own fault');
    return { kind: 'code', code: 9999, hint: `编号 ${request.id}` };
  }
}

/** Besides the cookie's SameSite=Lax, which sister domains pass. */
export function isOwnPage({ headers }: FastifyRequest, publicUrl: string | null): boolean {
  if (headers[pageHeader] === undefined) return false;
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === hostOf(host) || (publicUrl !== null && origin === new URL(publicUrl).origin);
}

/** Without a port that goes without saying, as browsers write origins. */
function hostOf(host: string | undefined): string | null {
  return host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).host : null;
}

/** Whoever sends what cannot be read has given nothing, and is refused for what is missing. */
export async function readGiven({ body }: FastifyRequest): Promise<Params> {
  try {
    return Buffer.isBuffer(body) ? await readParams('', body) : {};
  } catch (error) {
    if (error instanceof Fault) return {};
    throw error;
  }
}
