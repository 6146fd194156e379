/** The shop of 中国移动 (`/i`): the way in and out, and who gets past the door. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Fields, pathOf, queryOf } from '../http/fields.ts';
import { markSession, sessionOf } from '../sign-in/session.ts';
import type { SignInSession } from '../state.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';
import { sendCaptcha } from './captcha.ts';
import { giveCookie, prefix, signInOf } from './cookies.ts';
import { forbiddenPage, homePage } from './pages.ts';
import { type Answer, sendAnswer } from './reply.ts';

/** Somebody who is signed in, in the shop and not kicked out. */
export interface Visitor {
  id: string;
  session: SignInSession;
  subscriber: Subscriber;
}

/** Scenario 67: so many pages of call details, then somebody else signs in. */
const pagesBeforeKick = 3;

export const signedOut: Answer = { retCode: '500003', retMsg: '用户未登录或会话已失效' };
const kickedOut: Answer = { retCode: '500003', retMsg: '您的账号已在其他地方登录' };

const callPagesOf = ({ marks }: SignInSession): number => Number(marks.callPages ?? '0');

/** Counts a page of call details for scenario 67. */
export function noteCallPage(world: World, { id, session }: Visitor): void {
  markSession(world, id, 'callPages', String(callPagesOf(session) + 1));
}

/** Who asks for a page of the number in its path, or what somebody is answered who may not. */
function visitorOf(world: World, request: FastifyRequest): Visitor | Answer {
  const signIn = signInOf(world, request);
  const subscriber = signIn && world.subscriber(signIn.session.tel);
  if (!signIn || !subscriber || pathOf(request).tel !== subscriber.tel) return signedOut;
  const kicked = subscriber.scenario.kickedOut && callPagesOf(signIn.session) >= pagesBeforeKick;
  return kicked ? kickedOut : { ...signIn, subscriber };
}

/** Registers a page of the shop (`/i/v1/…/:tel`), called only for those who may ask; those named `…jsonp` are JSONP and want a Referer. */
export function shopPage(
  app: FastifyInstance,
  world: World,
  path: string,
  answer: (visitor: Visitor, query: Fields, request: FastifyRequest) => Answer,
): void {
  const isJsonp = path.endsWith('jsonp/:tel');
  app.get(path, (request, reply) => {
    if (isJsonp && request.headers.referer === undefined) {
      return reply.code(403).type('text/html; charset=UTF-8').send(forbiddenPage);
    }
    const visitor = visitorOf(world, request);
    const answered = 'retCode' in visitor ? visitor : answer(visitor, queryOf(request), request);
    return sendAnswer(world, request, reply, answered, isJsonp);
  });
}

/** An artifact is the sign-in's id and serves once. */
function enter(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { artifact = '', backUrl = '' } = queryOf(request);
  const session = sessionOf(world, 'mobile', artifact);
  if (session === null || session.marks.entered !== undefined) {
    return sendAnswer(world, request, reply, signedOut);
  }
  markSession(world, artifact, 'entered', '1');
  giveCookie(reply, 'cmccssotoken', artifact);
  giveCookie(reply, 'is_login', 'true');
  const own = `http://${request.host}${prefix}/`;
  return reply.redirect(backUrl.startsWith(own) ? backUrl : `${own}i/`, 302);
}

export function shop(app: FastifyInstance, world: World): void {
  app.get('/i/', (_request, reply) => reply.type('text/html; charset=UTF-8').send(homePage));

  app.get('/i/v1/auth/getArtifact', (request, reply) => enter(world, request, reply));

  app.get('/i/v1/auth/userlogout', (request, reply) => {
    const signIn = signInOf(world, request);
    if (signIn) world.state.delete('session', signIn.id);
    return sendAnswer(world, request, reply, { retCode: '000000', retMsg: '退出成功' });
  });

  app.get('/i/authImg', (request, reply) => sendCaptcha(world, request, reply));
}
