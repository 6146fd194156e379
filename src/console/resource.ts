/** A resource of the console's API: who may use it, its schemas, and the one way from request to reply. */

import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import { Check, Convert, Errors } from 'typebox/value';
import type { Journey } from '../journey/journey.ts';
import { appendAudit } from '../store/audit.ts';
import type { SignedIn } from '../store/console/console-sessions.ts';
import { requireOwnPage } from './own-page.ts';
import { Refused } from './refused.ts';
import { signedIn } from './sign-in-cookie.ts';

/** What the console needs besides the journey. */
export interface ConsoleParts {
  journey: Journey;
  /** Whether pushes may go to private addresses, and so an endpoint's test. */
  allowPrivate: boolean;
}

export interface Call<Q extends TObject, B extends TObject> {
  parts: ConsoleParts;
  who: SignedIn;
  query: Static<Q>;
  body: Static<B>;
  params: Record<string, string>;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Appends to the audit in the name of who is signed in. */
  audit(action: string, about?: About): Promise<void>;
}

/** What an audited act was about; `detail` holds nothing personal. */
export interface About {
  appid?: string | null;
  sid?: string | null;
  detail?: Record<string, string | number | boolean>;
}

interface Resource<Q extends TObject, B extends TObject, R extends TSchema> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Behind `/console/api`. */
  path: string;
  /** `auditor`: whoever is signed in, since an operator may do what an auditor may. */
  who: 'anyone' | 'auditor' | 'operator';
  query?: Q;
  body?: B;
  reply: R;
  handle(call: Call<Q, B>): Promise<Static<R>>;
}

/** Puts its resource on a server. */
export type Mount = (app: FastifyInstance, parts: ConsoleParts) => void;

const nothing = Type.Object({});
const nobody: SignedIn = { username: '', role: 'auditor' };

export function resource<R extends TSchema, Q extends TObject = typeof nothing, B extends TObject = typeof nothing>({
  method,
  path,
  who: wanted,
  query = nothing as Q,
  body = nothing as B,
  reply: schema,
  handle,
}: Resource<Q, B, R>): Mount {
  const routeSchema: FastifySchema & { hide: true } = { hide: true, response: { 200: schema } };
  return (app, parts) => {
    app.route({
      method,
      url: path,
      schema: routeSchema,
      async handler(request, reply) {
        if (method !== 'GET') requireOwnPage(request, parts.journey.publicUrl);
        const found = wanted === 'anyone' ? nobody : await signedIn(parts, request);
        if (!found) throw new Refused('not_signed_in', 'Found no valid session, expected a sign-in first.');
        if (wanted === 'operator' && found.role !== 'operator')
          throw new Refused('forbidden', `Found the role ${found.role}, expected operator.`);
        const { db, now } = parts.journey;
        const answer: unknown = await handle({
          parts,
          who: found,
          query: checked(query, queryOf(request)),
          body: checked(body, bodyOf(request)),
          params: paramsOf(request),
          request,
          reply,
          audit: (action, { appid = null, sid = null, detail = {} } = {}) =>
            appendAudit(db, { at: now(), actor: `account:${found.username}`, action, appid, sid, detail }),
        });
        return answer;
      },
    });
  };
}

function checked<S extends TObject>(schema: S, value: unknown): Static<S> {
  const converted = Convert(schema, value);
  if (Check(schema, converted)) return converted;
  const [first] = Errors(schema, converted);
  const where = first?.instancePath.slice(1) || 'the request';
  throw new Refused('bad_request', `${where}: ${first?.message ?? 'has an unknown form'}.`);
}

function queryOf(request: FastifyRequest): Record<string, string> {
  const { url = '' } = request.raw;
  const mark = url.indexOf('?');
  return mark < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(mark + 1)));
}

function bodyOf(request: FastifyRequest): unknown {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) return {};
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new Refused('bad_request', 'Found a body that is no JSON, expected an object.');
  }
}

function paramsOf({ params }: FastifyRequest): Record<string, string> {
  if (params === null || typeof params !== 'object') return {};
  const parts = Object.entries(params).map(([name, value]): [string, string] => [name, String(value)]);
  const odd = parts.find(([, value]) => !Check(text, value));
  if (odd) throw new Refused('bad_request', `${odd[0]}: expected at most 200 characters without NUL.`);
  return Object.fromEntries(parts);
}

/** Text that PostgreSQL can store. */
export const text = Type.String({ maxLength: 200, pattern: '^[^\\u0000]*$' });
export const role = Type.Union([Type.Literal('operator'), Type.Literal('auditor')]);
export const done = Type.Object({});
export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
