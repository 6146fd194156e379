/** The sign-in site of 中国联通 (`/portal/Service`): captcha, password, cookie. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isRightCaptcha, showCaptcha, useCaptcha } from '../captcha/captchas.ts';
import { queryOf } from '../http/fields.ts';
import {
  hasInitialPin,
  isLockedToday,
  isSimplePin,
  noteRightPin,
  noteWrongPin,
  pinOf,
  wrongPinsToday,
} from '../sign-in/password.ts';
import { openSession } from '../sign-in/session.ts';
import type { World } from '../world.ts';
import { giveCookie, prefix, readCookie, telOf } from './cookies.ts';
import { sendJsonp } from './jsonp.ts';
import { homePage } from './pages.ts';

const messages = {
  '7001': '验证码错误，请重新输入。',
  '7002': '您的密码过于简单，请修改后再登录。',
  '7003': '您使用的是初始密码，请修改后再登录。',
  '7007': '用户名或密码不正确，请重新输入。',
  '7009': '您的号码尚未进行实名登记。',
  '7217': '系统繁忙，请您稍后再试。',
  '7299': '您的登录次数过多，请明天再试。',
} as const;

type Refusal = keyof typeof messages;

const wantsCaptcha = (world: World, tel: string) => wrongPinsToday(world, tel) > 0;

function captchaIsRight(world: World, request: FastifyRequest): boolean {
  const { verifyCode = '', uvc } = queryOf(request);
  const shown = readCookie(request, 'uacverifykey');
  const right = shown !== null && shown === uvc && isRightCaptcha(world, shown, verifyCode);
  if (shown !== null) useCaptcha(world, shown);
  return right;
}

/** Why a sign-in is refused, in the portal's own order; null lets the subscriber in. */
function refusalOf(world: World, request: FastifyRequest): Refusal | null {
  const { userName: tel = '', password = '' } = queryOf(request);
  const subscriber = world.subscriber(tel);
  // A stranger's number is answered like a wrong password: the portal does not tell who is its customer.
  if (subscriber?.carrier !== 'unicom') return '7007';
  const { scenario } = subscriber;
  if (scenario.busyFirstLogin && world.state.get('counter', `${tel} busy`) === undefined) {
    world.state.set('counter', `${tel} busy`, 1);
    return '7217';
  }
  if (scenario.locked || isLockedToday(world, tel)) return '7299';
  if (wantsCaptcha(world, tel) && !captchaIsRight(world, request)) return '7001';
  if (password !== pinOf(world, subscriber)) {
    if (isSimplePin(password)) return '7002';
    noteWrongPin(world, tel);
    return '7007';
  }
  if (hasInitialPin(world, subscriber)) return '7003';
  return scenario.notRealName ? '7009' : null;
}

export function signInSite(app: FastifyInstance, world: World): void {
  // Before the faults: a page that is only a fault remembers the number all the same.
  app.addHook('onRequest', async (request, reply) => {
    const { userName } = queryOf(request);
    if (userName !== undefined) giveCookie(reply, 'piw', encodeURIComponent(userName));
  });

  app.get('/', (_request, reply) => reply.type('text/html; charset=UTF-8').send(homePage));

  app.get('/portal/Service/CheckNeedVerify', (request, reply) => {
    const { userName: tel = '' } = queryOf(request);
    return sendJsonp(request, reply, { resultCode: String(wantsCaptcha(world, tel)) });
  });

  app.get('/portal/Service/CreateImage', (request, reply) => {
    const { imageId, png } = showCaptcha(world, telOf(world, request));
    giveCookie(reply, 'uacverifykey', imageId);
    return reply.type('image/png').header('cache-control', 'no-store').send(png);
  });

  app.get('/portal/Service/CtaIdyChk', (request, reply) => {
    const shown = readCookie(request, 'uacverifykey');
    const right = shown !== null && isRightCaptcha(world, shown, queryOf(request).verifyCode ?? '');
    return sendJsonp(request, reply, { resultCode: String(right) });
  });

  app.get('/portal/Service/MallLogin', (request, reply) => {
    const { userName: tel = '' } = queryOf(request);
    const refusal = refusalOf(world, request);
    if (refusal !== null) {
      const needvode = refusal === '7007' && wantsCaptcha(world, tel) ? { needvode: '1' } : {};
      return sendJsonp(request, reply, { resultCode: refusal, msg: `${messages[refusal]}[${refusal}]`, ...needvode });
    }
    // Both end with the journey, so that the number plays its scenario again in the next one.
    noteRightPin(world, tel);
    world.state.delete('counter', `${tel} busy`);
    giveCookie(reply, 'JUT', openSession(world, 'unicom', tel));
    return sendJsonp(request, reply, { resultCode: '0000', redirectURL: `http://${request.host}${prefix}/` });
  });
}
