/** An endpoint of the wire API: its parameters and reply as schemas, and the one way from request to envelope. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, type TObject, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Check } from 'typebox/value';
import type { Scope } from '../domain/access.ts';
import type { Action } from '../errors.ts';
import { codes, Fault } from '../errors.ts';
import type { Journey } from '../journey/journey.ts';
import { type Envelope, envelopeSchema, fail } from './envelope.ts';
import { type Params, readParams } from './intake.ts';
import type { Described, Method, Reference } from './openapi/reference.ts';
import { about, noteAbout } from './reply-log.ts';
import { authenticate, type TokenDesk } from './tokens.ts';

/** What a handler is given: parameters checked against its schema, and all others as they came. */
export interface Call<P extends TObject> {
  /** Whose token it is; '' for a call without one. */
  appid: string;
  params: Static<P>;
  all: Params;
  /** The query string without `?`, and the body's bytes. */
  search: string;
  body: Buffer | null;
  journey: Journey;
  desk: TokenDesk;
  request: FastifyRequest;
  reply: FastifyReply;
}

export interface Endpoint<P extends TObject> {
  path: string;
  /** GET and POST alike, unless said otherwise: what destroys must not happen by following a link. */
  methods?: readonly Method[];
  summary: string;
  /** Top-level text parameters. A path's own (`:sid`) count among them. */
  params: P;
  data: TObject;
  /** What an app must be allowed to use it; null: any app. */
  scope: Scope | null;
  /** Without a token: the endpoint that gives them, and calls that are signed themselves. */
  open?: true | ((all: Params) => boolean);
  /** The handler reads the body itself: parameters are those of the query alone. */
  readsBody?: true;
  /** The action of every failure, where the contract wants one for all (flow: `reset`). */
  failureAction?: Action;
  /** What /openapi.json says besides: its codes above all. */
  reference: Reference;
  /** An envelope, or the bytes of one that is stored. */
  handle(call: Call<P>): Promise<Envelope | Buffer>;
}

/** Clients send GET where the document says POST and the other way round (wire contract §2). */
const eitherWay: readonly Method[] = ['GET', 'POST'];

export function addEndpoint<P extends TObject>(
  app: FastifyInstance,
  context: { journey: Journey; desk: TokenDesk },
  endpoint: Endpoint<P>,
): void {
  const check = paramsCheck(endpoint.params);
  app.route({
    method: [...(endpoint.methods ?? eitherWay)],
    url: endpoint.path,
    schema: { summary: endpoint.summary, response: { 200: envelopeSchema(endpoint.data) } },
    config: { described: described(endpoint), failureAction: endpoint.failureAction },
    async handler(request, reply) {
      try {
        const search = searchOf(request);
        const body = bodyOf(request);
        const all = await readParams(search, endpoint.readsBody ? null : body);
        noteAbout(request, { ...all, ...pathParams(request) });
        const appid = isOpen(endpoint, all)
          ? ''
          : await authenticate(context.desk, tokenOf(request, all), { scope: endpoint.scope, address: request.ip });
        const params = check({ ...all, ...pathParams(request) });
        const answer = await endpoint.handle({ appid, params, all, search, body, ...context, request, reply });
        if ('data' in answer) noteAbout(request, answer.data);
        return answer;
      } catch (error) {
        const fault = error instanceof Fault ? error : ownFault(request, error);
        if (codes[fault.code].action !== 'processing')
          request.log.info({ ...about(request), code: fault.code, detail: fault.message }, 'refused');
        const envelope = fail(fault, endpoint.failureAction);
        request.envelopeStatus = envelope.status;
        return envelope;
      }
    },
  });
}

function described<P extends TObject>({
  path,
  methods = eitherWay,
  summary,
  params,
  data,
  open,
  reference,
}: Endpoint<P>): Described {
  const token = open === true ? 'never' : open ? 'sometimes' : 'always';
  return { path, methods, summary, params, data, token, reference };
}

function isOpen<P extends TObject>({ open }: Endpoint<P>, all: Params): boolean {
  return typeof open === 'function' ? open(all) : open === true;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of the wire API's endpoints: for the reference at /openapi.json. */
    described?: Described;
  }
}

/** Our own fault: the subscriber reads an id, the log holds the error under it. */
function ownFault(request: FastifyRequest, error: unknown): Fault {
  request.log.error({ ...about(request), err: error }, 'a request failed by our own fault');
  return new Fault(9999, 'our own fault', `编号 ${request.id}`);
}

function searchOf(request: FastifyRequest): string {
  const { url = '' } = request.raw;
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

function bodyOf(request: FastifyRequest): Buffer | null {
  return Buffer.isBuffer(request.body) ? request.body : null;
}

function pathParams(request: FastifyRequest): Record<string, string> {
  const { params } = request;
  if (params === null || typeof params !== 'object') return {};
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

function tokenOf(request: FastifyRequest, all: Params): string | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return bearer;
  return typeof all.token === 'string' ? all.token : null;
}

/**
 * Throws 4001 that names the first parameter which is missing or malformed. Compiled at the first call: a walk through the schema
 * takes 0.02 ms of every call (2-core VM, 2026-11-28), and a start is spared what its process may never be asked.
 */
function paramsCheck<P extends TObject>(schema: P): (all: Params) => Static<P> {
  const names = Object.keys(schema.properties);
  let compiled: Validator<Record<never, never>, P> | null = null;
  return (all) => {
    compiled ??= Compile(schema);
    const picked = Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
    if (compiled.Check(picked)) return picked;
    throw faultOf(schema, picked);
  };
}

function faultOf(schema: TObject, picked: Record<string, unknown>): Fault {
  for (const [name, property] of Object.entries(schema.properties)) {
    const value = picked[name];
    const isMissing = value === undefined;
    if (isMissing && schema.required?.includes(name)) return new Fault(4001, `${name} is missing`, `缺少 ${name}`);
    if (!isMissing && !Check(property, value)) return new Fault(4001, `${name} is malformed`, `${name} 格式不正确`);
  }
  return new Fault(4001, 'the parameters do not fit their schema');
}

/** A text of at most 200 characters: no field of the document is longer, addresses included. PostgreSQL stores no NUL. */
export const text = Type.String({ maxLength: 200, pattern: '^[^\\u0000]*$' });
