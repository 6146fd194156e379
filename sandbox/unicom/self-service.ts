/** The self-service site of 中国联通 (`/e3/static`): confirmation of the sign-in, the SMS gate, and who gets past them. */

import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formOf } from '../http/fields.ts';
import { markSession } from '../sign-in/session.ts';
import { checkCode, sendCode } from '../sign-in/sms.ts';
import type { SignInSession } from '../state.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';
import { giveCookie, readCookie, signInOf } from './cookies.ts';
import { provinceHabits } from './province.ts';
import { userInfo } from './user-info.ts';

/** Somebody who is signed in, confirmed and not kicked out. */
export interface Visitor {
  id: string;
  session: SignInSession;
  subscriber: Subscriber;
}

/** Scenario 67: so many call pages, then somebody else signs in. */
export const pagesBeforeKick = 3;

export const callPagesOf = ({ marks }: SignInSession): number => Number(marks.callPages ?? '0');

const purpose = 'calls';

/** What a query page answers to somebody who may not ask, or who it is that asks. */
export function visitorOf(world: World, request: FastifyRequest): Visitor | { isLogin: false; otherLogin?: true } {
  const signIn = signInOf(world, request);
  const subscriber = signIn && world.subscriber(signIn.session.tel);
  const confirmed = signIn?.session.marks.e3;
  if (!signIn || !subscriber || confirmed === undefined || confirmed !== readCookie(request, 'e3'))
    return { isLogin: false };
  if (subscriber.scenario.kickedOut && callPagesOf(signIn.session) >= pagesBeforeKick)
    return { isLogin: false, otherLogin: true };
  return { ...signIn, subscriber };
}

/** Registers a query page; it is called only for those who may ask. */
export function queryPage(
  app: FastifyInstance,
  world: World,
  path: string,
  answer: (visitor: Visitor, form: ReturnType<typeof formOf>, reply: FastifyReply) => unknown,
): void {
  app.post(path, async (request, reply) => {
    const visitor = visitorOf(world, request);
    return 'isLogin' in visitor ? visitor : answer(visitor, formOf(request), reply);
  });
}

/** Whether a code still stands before the call details. The two SMS scenarios meet one in every province. */
export function wantsCode({ session, subscriber }: Visitor): boolean {
  const { smsCap, firstCodeExpires } = subscriber.scenario;
  const asked = provinceHabits(subscriber.province).sms || smsCap === true || firstCodeExpires === true;
  return asked && session.marks.verified === undefined;
}

const sendAnswers = {
  sent: { sendcode: 'success' },
  dailyCap: { sendcode: 'fail', errorCode: '4114030182' },
  stillValid: { sendcode: 'fail', errorCode: '4114030183' },
};

const checkFlags = { right: '00', wrong: '01', expired: '02' };

export function selfServiceSite(app: FastifyInstance, world: World): void {
  app.post('/e3/static/check/checklogin/', async (request, reply) => {
    const signIn = signInOf(world, request);
    const subscriber = signIn && world.subscriber(signIn.session.tel);
    if (!signIn || !subscriber) return { isLogin: false };
    const e3 = signIn.session.marks.e3 ?? randomBytes(16).toString('hex');
    markSession(world, signIn.id, 'e3', e3);
    giveCookie(reply, 'e3', e3);
    return { isLogin: true, userInfo: userInfo(subscriber) };
  });

  queryPage(app, world, '/e3/static/check/checkmapExtraParam', (visitor) => ({ verification: wantsCode(visitor) }));

  queryPage(app, world, '/e3/static/query/sendRandomCode', ({ subscriber }) => {
    const sent = sendCode(
      world,
      subscriber,
      purpose,
      (code) => `【中国联通】尊敬的用户，您正在查询详单，验证码：${code}，120秒内有效，请勿告知他人。`,
    );
    return sendAnswers[sent];
  });

  queryPage(app, world, '/e3/static/query/verificationSubmit', ({ id, subscriber }, { inputcode = '' }) => {
    const found = checkCode(world, subscriber, purpose, inputcode.trim());
    if (found === 'right') markSession(world, id, 'verified', '1');
    return { flag: checkFlags[found] };
  });
}
