/** The subscriber's own page under /my/: its API, bound to the browser by its cookie and closed to other sites' scripts and forms. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../errors.ts';
import { isOwnPage, readGiven } from '../hosted/page-api.ts';
import { receiptsOfVisit, sessionsOfSubject } from '../journey/subject-sessions.ts';
import { resendSeconds } from '../journey/subject-sign-in.ts';
import { findVisit, type Visit } from '../store/subject/subject-visits.ts';
import { receiptReply } from '../wire/receipt-reply.ts';
import { myActions, type SubjectParts } from './my-actions.ts';
import type { MyReply, MyStep, MyView } from './my-view.ts';
import { setVisitToken, visitTokenOf } from './visit-cookie.ts';

/** The page itself is served with the others (hosted/static-pages.ts). */
export function addSubject(app: FastifyInstance, parts: SubjectParts): void {
  app.post<{ Params: { act: string } }>('/my/api/:act', async (request, reply): Promise<MyReply> => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    const act = Object.hasOwn(myActions, request.params.act) ? myActions[request.params.act] : undefined;
    if (!act || !isOwnPage(request, parts.journey.publicUrl)) {
      reply.code(act ? 403 : 404);
      return { view: null, fault: { why: 'request' }, file: null };
    }
    try {
      const before = visitTokenOf(request);
      const visit = await visitOf(parts, before);
      const given = await readGiven(request);
      const { fault = null, token, file = null } = await act({ parts, visit, address: request.ip, given });
      if (token !== undefined) setVisitToken(reply, parts.journey.publicUrl, token);
      if (fault) request.log.info({ why: fault.why }, 'refused on the page of a subscriber');
      const after = token === undefined ? before : token;
      // A file is long, and nothing else has changed.
      return { view: file ? null : await viewOf(parts, await visitOf(parts, after)), fault, file };
    } catch (error) {
      return failed(request, reply, error);
    }
  });
}

async function visitOf({ journey }: SubjectParts, token: string | null): Promise<Visit | null> {
  return token === null ? null : findVisit(journey.db, token, journey.now());
}

/** What cannot be read, or our own fault, whose id the subscriber reads. */
function failed(request: FastifyRequest, reply: FastifyReply, error: unknown): MyReply {
  if (error instanceof Fault) {
    reply.code(400);
    return { view: null, fault: { why: 'request' }, file: null };
  }
  request.log.error({ err: error }, 'a request failed by our own fault');
  return { view: null, fault: { why: 'own', id: request.id }, file: null };
}

async function viewOf(parts: SubjectParts, visit: Visit | null): Promise<MyView> {
  const { sms, sandboxUrl } = parts;
  return {
    hasGateway: sms !== null,
    phoneUrl: sandboxUrl !== null && visit ? `${sandboxUrl}/phone/${visit.tel}` : null,
    step: await stepOf(parts, visit),
  };
}

async function stepOf({ journey }: SubjectParts, visit: Visit | null): Promise<MyStep> {
  if (!visit) return { at: 'number' };
  const { tel, signedInAt, codeSentAt, expiresAt: endsAt } = visit;
  if (signedInAt === null) {
    return { at: 'code', tel, seconds: Math.max(0, Math.ceil(codeSentAt + resendSeconds - journey.now())) };
  }
  const [sessions, receipts] = await Promise.all([sessionsOfSubject(journey, visit), receiptsOfVisit(journey, visit)]);
  return {
    ...{ at: 'sessions', tel, endsAt, sessions },
    receipts: receipts.map((receipt) => {
      const file = receiptReply(receipt);
      return { sid: file.sid, erasedAt: file.erased_at, file };
    }),
  };
}
