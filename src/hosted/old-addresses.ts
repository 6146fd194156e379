/** The phone page's addresses of old, with an API token in their query: turned into a one-time link before anything is shown. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../errors.ts';
import type { Journey } from '../journey/journey.ts';
import { makeLink } from '../journey/links.ts';
import { faultOfPushUrl } from '../push/push-url.ts';
import { findTokenApp } from '../store/apps/tokens.ts';
import type { LinkContent } from '../store/links.ts';
import { type Params, readParams } from '../wire/intake.ts';
import { readWebAddress } from '../wire/routes/links.ts';
import { readTel } from '../wire/tel.ts';
import { requireContract, requireScope } from '../wire/tokens.ts';
import { readContactor } from './contactor.ts';

/** Address → the way from it to the root, whatever path a proxy puts before both. */
const addresses = { '/': './', '/auth/base.html': '../' };

export function addOldAddresses(app: FastifyInstance, journey: Journey): void {
  for (const [address, root] of Object.entries(addresses)) {
    app.route({
      method: ['GET', 'POST'],
      url: address,
      async handler(request, reply) {
        reply.headers({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
        const given = await readGiven(request);
        if (given !== null && Object.keys(given).length === 0) return visit(request, reply, root);
        try {
          const { path } = await linkFor(journey, given);
          // 303: the browser asks with GET and keeps neither the old address nor its token in the history.
          return reply.redirect(root + path.slice(1), 303);
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          request.envelopeStatus = error.code;
          request.log.info({ code: error.code, detail: error.message }, 'refused at an old address');
          return reply.redirect(`${root}authorise/#fault=${error.code}`, 303);
        }
      },
    });
  }
}

/** Somebody who only typed the host: an operator finds the console, a program is told that there is nothing. */
function visit(request: FastifyRequest, reply: FastifyReply, root: string) {
  return request.headers.accept?.includes('text/html') ? reply.redirect(`${root}console/`, 302) : reply.callNotFound();
}

/** Null for what cannot be read. */
async function readGiven({ raw, body }: FastifyRequest): Promise<Params | null> {
  const [, search = ''] = (raw.url ?? '').split('?', 2);
  try {
    return await readParams(search, Buffer.isBuffer(body) ? body : null);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

async function linkFor(journey: Journey, given: Params | null) {
  if (!given) throw new Fault(4001, 'an old address with parameters that cannot be read');
  const appid = await appOf(journey, given.token);
  return makeLink(journey, appid, readWish(given));
}

/** Not by the caller's address, as on the wire: here a subscriber's phone calls, not the app's server. */
async function appOf({ db, now }: Journey, token: Params[string]): Promise<string> {
  const app = typeof token === 'string' && /^[0-9a-f]{32}$/.test(token) ? await findTokenApp(db, token, now()) : null;
  if (!app || app.disabled) throw new Fault(4000, 'an old address with an unknown or expired token');
  requireContract(app.contractUntil, now());
  requireScope(app.access, 'links');
  return app.appid;
}

function readWish(given: Params): LinkContent {
  const { info, contacts, tel: ownTel } = readContactor(given.contactor);
  const tel = textOf(given, 'tel') ?? ownTel;
  const redirectUrl = textOf(given, 'redirectUrl');
  const callback = textOf(given, 'callback');
  if (callback !== undefined && faultOfPushUrl(callback) !== null)
    throw new Fault(4001, 'callback is no http(s) address', 'callback 须为 http(s) 地址');
  return {
    subject: {
      tel: tel === undefined ? '' : readTel(tel),
      uid: textOf(given, 'uid') ?? '',
      userInfo: info,
      userContacts: contacts,
      ...(callback === undefined ? {} : { callback }),
    },
    telLocked: false,
    redirectUrl: redirectUrl === undefined ? null : readWebAddress('redirectUrl', redirectUrl),
    state: textOf(given, 'state') ?? '',
    consent: null,
    recovery: null,
  };
}

function textOf(given: Params, name: string): string | undefined {
  const value = given[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.length > 2000 || value.includes('\0'))
    throw new Fault(4001, `${name} is malformed`, `${name} 格式不正确`);
  return value;
}
