/** What the portals of all provinces have in common: who may ask, the code before the calls, and the pages of strangers. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Fields, formOf } from '../http/fields.ts';
import { markSession } from '../sign-in/session.ts';
import { checkCode, sendCode } from '../sign-in/sms.ts';
import type { SignInSession } from '../state.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';
import { prefix, readCookie, signInOf } from './cookies.ts';
import { kickedOutBody, sendPage, signedOutBody } from './pages.ts';
import { provinceHabits, type SubDialect } from './province.ts';

/** Somebody who is signed in, has come to their own province by the jump page and was not kicked out. */
export interface Visitor {
  id: string;
  session: SignInSession;
  subscriber: Subscriber;
}

/** Scenario 67: so many pages of calls, then somebody else signs in. */
const pagesBeforeKick = 3;

const callPagesOf = ({ marks }: SignInSession): number => Number(marks.callPages ?? '0');

/** Who asks for a page below `/:site`, or the body of the page that is shown instead. */
export function visitorOf(world: World, request: FastifyRequest, dialect: SubDialect): Visitor | string {
  const signIn = signInOf(world, request);
  const subscriber = signIn && world.subscriber(signIn.session.tel);
  if (!signIn || !subscriber) return signedOutBody;
  const habits = provinceHabits(subscriber.province);
  const arrived = signIn.session.marks.province === `${habits.site} ${readCookie(request, 'PROV_SESSION')}`;
  if (!arrived || habits.dialect !== dialect || !request.url.startsWith(`${prefix}/${habits.site}/`))
    return signedOutBody;
  if (subscriber.scenario.kickedOut && callPagesOf(signIn.session) >= pagesBeforeKick) return kickedOutBody;
  return { ...signIn, subscriber };
}

/** Registers a page of every province of a sub-dialect; `answer` is called only for those who may ask. */
export function provincePage(
  app: FastifyInstance,
  world: World,
  { dialect, path }: { dialect: SubDialect; path: string },
  answer: (visitor: Visitor, form: Fields, reply: FastifyReply, request: FastifyRequest) => unknown,
): void {
  app.post(`/:site${path}`, async (request, reply) => {
    const visitor = visitorOf(world, request, dialect);
    if (typeof visitor === 'string') return sendPage(reply, dialect, visitor);
    return answer(visitor, formOf(request), reply, request);
  });
}

/** Counts a page of calls for scenario 67. */
export function noteCallPage(world: World, { id, session, subscriber }: Visitor): void {
  if (subscriber.scenario.kickedOut) markSession(world, id, 'callPages', String(callPagesOf(session) + 1));
}

const purpose = 'calls';

export const sendCallsCode = (world: World, { subscriber }: Visitor): ReturnType<typeof sendCode> =>
  sendCode(
    world,
    subscriber,
    purpose,
    (code) => `【中国电信】您正在查询语音详单，随机短信验证码：${code}，2分钟内有效。请勿向他人泄露。`,
  );

/** A right code stands for the rest of the session. */
export function checkCallsCode(world: World, { id, subscriber }: Visitor, typed = ''): ReturnType<typeof checkCode> {
  const code = typed.trim();
  const found = checkCode(world, subscriber, purpose, code);
  if (found === 'right') markSession(world, id, 'verified', code);
  return found;
}

/** The code that was handed in, '' while it still stands before the calls. */
export const verifiedCode = ({ session }: Visitor): string => session.marks.verified ?? '';
