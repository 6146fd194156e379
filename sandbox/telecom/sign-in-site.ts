/** The national site of 中国电信: whose number, captcha, password, and the way to the province. */

import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isRightCaptcha, showCaptcha, useCaptcha } from '../captcha/captchas.ts';
import { formOf, queryOf } from '../http/fields.ts';
import { areaCodeOfPlace } from '../numbers.ts';
import { hasInitialPin, isLockedToday, isSimplePin, noteRightPin, noteWrongPin, pinOf } from '../sign-in/password.ts';
import { markSession, openSession } from '../sign-in/session.ts';
import type { World } from '../world.ts';
import { giveCookie, prefix, readCookie, signInOf, telOf, typedTel } from './cookies.ts';
import { entryPaths } from './entry.ts';
import { nationalPage } from './pages.ts';
import { provinceHabits } from './province.ts';
import { decryptPassword, type SignInError, sendSignInPage } from './sign-in-page.ts';

const homePath = '/my189/initMy189home.do';

function checkPhone(world: World, tel: string): Record<string, string> {
  const subscriber = world.subscriber(tel);
  if (subscriber?.carrier !== 'telecom') return { result: '1', msg: '您输入的不是中国电信号码。' };
  const { province, city } = subscriber;
  const { id, site } = provinceHabits(province);
  const areaCode = areaCodeOfPlace({ province, city }) ?? '';
  return {
    result: '0',
    ProvinceID: id,
    provinceName: province,
    siteCode: site,
    cityNo: areaCode.replace(/^0/, ''),
    cityName: city,
    areaCode,
  };
}

function captchaIsRight(world: World, request: FastifyRequest): boolean {
  const shown = readCookie(request, 'ECS_CAPTCHA');
  if (shown === null) return false;
  const right = isRightCaptcha(world, shown, formOf(request).Captcha ?? '');
  useCaptcha(world, shown);
  return right;
}

/** Why a sign-in is refused, in the site's own order; null lets the subscriber in. */
function refusalOf(world: World, request: FastifyRequest): SignInError | null {
  const { Account: tel = '', Password = '' } = formOf(request);
  const subscriber = world.subscriber(tel);
  if (subscriber?.carrier !== 'telecom') return '9103';
  const { scenario } = subscriber;
  if (scenario.busyFirstLogin && world.state.get('counter', `${tel} busy`) === undefined) {
    world.state.set('counter', `${tel} busy`, 1);
    return '9999';
  }
  if (scenario.locked || isLockedToday(world, tel)) return '9111';
  const password = decryptPassword(request, Password);
  if (password === null) return '9101';
  if (!captchaIsRight(world, request)) return '9102';
  if (password !== pinOf(world, subscriber)) {
    if (isSimplePin(password)) return '9104';
    noteWrongPin(world, tel);
    return '9103';
  }
  if (hasInitialPin(world, subscriber)) return '9105';
  return scenario.notRealName ? '9106' : null;
}

/** The path below `B` of an address that is absolute or such a path itself. */
function pathBelowBase(url: string): string | null {
  const parsed = URL.parse(url, 'http://portal');
  if (parsed === null) return null;
  return parsed.pathname.startsWith(`${prefix}/`) ? parsed.pathname.slice(prefix.length) : parsed.pathname;
}

export function signInSite(app: FastifyInstance, world: World): void {
  // Before the faults: a page that is only a fault remembers the number all the same.
  app.addHook('preValidation', async (request, reply) => {
    const tel = typedTel(request);
    if (tel !== undefined) giveCookie(reply, 'phoneNbr', encodeURIComponent(tel));
  });

  app.post('/dqmh/login/ajax', async (request) => {
    const { m, phone = '' } = formOf(request);
    if (m === 'checkphone') return checkPhone(world, phone);
    if (m === 'loadlogincaptcha') return { result: '0', captchaFlag: true };
    return { result: '1', msg: '参数错误' };
  });

  app.get('/login/captcha', (request, reply) => {
    const { imageId, png } = showCaptcha(world, telOf(world, request));
    giveCookie(reply, 'ECS_CAPTCHA', imageId);
    return reply.type('image/png').header('cache-control', 'no-store').send(png);
  });

  app.get('/login', (_request, reply) => sendSignInPage(reply, null));

  app.post('/login', (request, reply) => {
    const refusal = refusalOf(world, request);
    if (refusal !== null) return sendSignInPage(reply, refusal);
    const { Account: tel = '' } = formOf(request);
    // Both end with the journey, so that the number plays its scenario again in the next one.
    noteRightPin(world, tel);
    world.state.delete('counter', `${tel} busy`);
    giveCookie(reply, 'ECS_TOKEN', openSession(world, 'telecom', tel));
    return reply.redirect(prefix + homePath);
  });

  app.get(homePath, (request, reply) => {
    if (!signInOf(world, request)) return sendSignInPage(reply, null);
    return reply.type('text/html; charset=UTF-8').send(nationalPage('<p>欢迎登录中国电信网上营业厅</p>'));
  });

  app.get('/dqmh/ssoLink.do', (request, reply) => {
    const signIn = signInOf(world, request);
    const subscriber = signIn && world.subscriber(signIn.session.tel);
    if (!signIn || !subscriber) return sendSignInPage(reply, null);
    const { id, site, dialect } = provinceHabits(subscriber.province);
    const entry = `/${site}${entryPaths[dialect]}`;
    const { method, platNo, toStUrl = '' } = queryOf(request);
    if (method !== 'linkTo' || platNo !== `100${id}` || pathBelowBase(toStUrl) !== entry) {
      return reply.type('text/html; charset=UTF-8').send(nationalPage('<p>系统参数错误</p>'));
    }
    const ticket = randomBytes(16).toString('hex');
    markSession(world, signIn.id, 'ticket', ticket);
    return reply.redirect(`${prefix}${entry}?ticket=${ticket}`);
  });
}
