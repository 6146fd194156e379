/** Builds the HTTP side, without listening: the wire API's endpoints and an envelope around every refusal. */

import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { Fault } from '../errors.ts';
import type { Journey } from '../journey/journey.ts';
import { createCallLimits, type LimitSettings, usualLimits } from './call-limits.ts';
import { addEndpoint } from './endpoint.ts';
import { fail } from './envelope.ts';
import { httpLimits, jsonType, mostConnections, noteAnswered, refuseUnread } from './http-limits.ts';
import { lazySerializers } from './lazy-serializers.ts';
import { about, logEveryReply } from './reply-log.ts';
import { echoRequestId, requestId } from './request-id.ts';
import { batch } from './routes/batch.ts';
import { batchResult } from './routes/batch-result.ts';
import { callsFlow } from './routes/calls-flow.ts';
import { callsLogin } from './routes/calls-login.ts';
import { callsRecord } from './routes/calls-record.ts';
import { callsReport } from './routes/calls-report.ts';
import { callsVerify } from './routes/calls-verify.ts';
import { callsVerifyCaptcha } from './routes/calls-verify-captcha.ts';
import { callsVerifySms } from './routes/calls-verify-sms.ts';
import { cuishou } from './routes/cuishou.ts';
import { forgetPwd } from './routes/forget-pwd.ts';
import { genCuiShou } from './routes/gen-cui-shou.ts';
import { itag } from './routes/itag.ts';
import { links } from './routes/links.ts';
import { addReference, collectEndpoints } from './routes/openapi.ts';
import { receiptsId } from './routes/receipts-id.ts';
import { receiptsKey } from './routes/receipts-key.ts';
import { sessions } from './routes/sessions.ts';
import { sessionsSid } from './routes/sessions-sid.ts';
import { sessionsSidDelete } from './routes/sessions-sid-delete.ts';
import { sessionsSidReportLink } from './routes/sessions-sid-report-link.ts';
import { sessionsSidWithdraw } from './routes/sessions-sid-withdraw.ts';
import { token } from './routes/token.ts';

/** `trustProxy`: addresses and CIDR blocks of proxies whose X-Forwarded-For is believed; without, a client's address is its socket's. */
export function buildApi(
  journey: Journey,
  trustProxy: string[] = [],
  limits: LimitSettings = usualLimits,
): FastifyInstance {
  const logger: FastifyBaseLogger = journey.log;
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    ...httpLimits,
    trustProxy,
    // What still comes in on an open connection is served: a proxy must not send a POST twice, so a 503 would be the client's.
    return503OnClosing: false,
    genReqId: requestId,
    schemaController: { compilersFactory: { buildSerializer: lazySerializers() } },
    // Intake reads the raw query itself: twice would be one reading too many, and fastify's own knows no nesting.
    routerOptions: { ignoreTrailingSlash: true, querystringParser: () => ({}) },
    clientErrorHandler: refuseUnread,
    // A path that cannot be decoded, or with a part too long for one: fastify's own reply would be no envelope.
    frameworkErrors: (_error, _request, { raw }) => {
      const body = JSON.stringify(fail(new Fault(4001, 'the path cannot be read', '接口地址格式不正确')));
      raw.writeHead(400, { 'content-type': jsonType }).end(body);
    },
  });
  app.server.maxConnections = mostConnections;
  echoRequestId(app);
  takeEveryBody(app);
  logEveryReply(app, journey.metrics);
  wrapRefusals(app);

  const endpoints = collectEndpoints(app);
  const { db, vault, random, now } = journey;
  const context = { journey, desk: { db, vault, random, now, limits: createCallLimits(limits, now) } };
  addEndpoint(app, context, token);
  addEndpoint(app, context, callsFlow);
  addEndpoint(app, context, callsLogin);
  addEndpoint(app, context, callsVerify);
  addEndpoint(app, context, callsVerifyCaptcha);
  addEndpoint(app, context, callsVerifySms);
  addEndpoint(app, context, callsRecord);
  addEndpoint(app, context, callsReport);
  addEndpoint(app, context, cuishou);
  addEndpoint(app, context, itag);
  addEndpoint(app, context, genCuiShou);
  addEndpoint(app, context, batch);
  addEndpoint(app, context, batchResult);
  addEndpoint(app, context, forgetPwd);
  addEndpoint(app, context, sessions);
  addEndpoint(app, context, sessionsSid);
  addEndpoint(app, context, sessionsSidDelete);
  addEndpoint(app, context, sessionsSidWithdraw);
  addEndpoint(app, context, sessionsSidReportLink);
  addEndpoint(app, context, receiptsKey);
  addEndpoint(app, context, receiptsId);
  addEndpoint(app, context, links);
  addReference(app, endpoints);
  return app;
}

/** Every body arrives as bytes, whatever its label says or whether it has one. */
function takeEveryBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request) => {
    // A label that fastify cannot read would be 415 before anybody looked at the body.
    delete request.raw.headers['content-type'];
  });
}

/** What never reaches a route keeps its HTTP status and carries the envelope all the same. */
function wrapRefusals(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => {
    reply.code(404).type(jsonType);
    return fail(new Fault(4001, 'unknown path', '接口不存在'));
  });
  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
    reply.type(jsonType);
    if (status === 413) {
      // Left open, Node reads the rest and throws it away; closed, a client still sending would meet a reset and lose the answer.
      reply.removeHeader('connection');
      noteAnswered(request.raw);
      reply.code(413);
      return fail(new Fault(4001, 'the body is over the limit', '请求体超过 1 MiB'));
    }
    if (typeof status === 'number' && status >= 400 && status < 500) {
      reply.code(400);
      return fail(new Fault(4001, 'the request cannot be read', '请求格式不正确'));
    }
    request.log.error({ ...about(request), err: error }, 'a request failed by our own fault');
    reply.code(200);
    return fail(new Fault(9999, 'our own fault', `编号 ${request.id}`));
  });
}
