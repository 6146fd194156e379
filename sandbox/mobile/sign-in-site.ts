/** The sign-in site of 中国移动: whose number, captcha or texted code, password, and the way into the shop. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formOf, queryOf } from '../http/fields.ts';
import { hasInitialPin, isLockedToday, isSimplePin, noteRightPin, noteWrongPin, pinOf } from '../sign-in/password.ts';
import { openSession } from '../sign-in/session.ts';
import { checkCode, sendCode } from '../sign-in/sms.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';
import { captchaIsRight, sendCaptcha, useUpCaptcha } from './captcha.ts';
import { giveCookie, prefix, typedTel } from './cookies.ts';
import { provinceHabits } from './province.ts';

const descriptions = {
  '2036': '您的账户名与密码不匹配，请重新输入',
  '5002': '账户名与密码不匹配',
  '5008': '您使用的是初始密码，请修改后再登录',
  '5009': '您的密码过于简单，请修改后再登录',
  '5010': '您的密码错误次数过多，账户已锁定，请明天再试',
  '6001': '短信随机码不正确',
  '6002': '短信随机码已过期，请重新获取',
  '8014': '图形验证码错误或已失效',
  '570007': '系统繁忙！',
} as const;

type Refusal = keyof typeof descriptions;

/** The systems behind the two ways of signing in do not agree on the code. */
const wrongPassword = { sms: '5002', captcha: '2036' } as const;

const codeRefusals = { right: null, wrong: '6001', expired: '6002' } as const;

const sendAnswers = { sent: '0', dailyCap: '2', stillValid: '3' } as const;

/** What a recovery checks as well: it asks for a login code of its own (docs/carriers/mobile.md). */
export const loginPurpose = 'login';

function customerOf(world: World, tel: string): Subscriber | null {
  const subscriber = world.subscriber(tel);
  return subscriber?.carrier === 'mobile' ? subscriber : null;
}

/** At login a captcha serves one try, right or wrong. */
function takeCaptcha(world: World, request: FastifyRequest): boolean {
  const right = captchaIsRight(world, request, queryOf(request).inputCode);
  useUpCaptcha(world, request);
  return right;
}

/** Why a sign-in is refused, in the portal's own order; null lets the subscriber in. */
function refusalOf(world: World, request: FastifyRequest): Refusal | null {
  const { account: tel = '', password = '', smsPwd = '' } = queryOf(request);
  const subscriber = customerOf(world, tel);
  if (subscriber === null) return '5002';
  const { scenario, province } = subscriber;
  const { login } = provinceHabits(province);
  if (scenario.busyFirstLogin && world.state.get('counter', `${tel} busy`) === undefined) {
    world.state.set('counter', `${tel} busy`, 1);
    return '570007';
  }
  if (scenario.locked || isLockedToday(world, tel)) return '5010';
  if (login === 'captcha' && !takeCaptcha(world, request)) return '8014';
  if (password !== pinOf(world, subscriber)) {
    if (isSimplePin(password)) return '5009';
    noteWrongPin(world, tel);
    return wrongPassword[login];
  }
  if (hasInitialPin(world, subscriber)) return '5008';
  return login === 'sms' ? codeRefusals[checkCode(world, subscriber, loginPurpose, smsPwd.trim())] : null;
}

const sendText = (reply: FastifyReply, text: string) => reply.type('text/plain; charset=UTF-8').send(text);

export function signInSite(app: FastifyInstance, world: World): void {
  // Before the faults: a page that is only a fault remembers the number all the same.
  app.addHook('preValidation', async (request, reply) => {
    const tel = typedTel(request);
    if (tel !== undefined) giveCookie(reply, 'loginName', encodeURIComponent(tel));
  });

  app.post('/chkNumberAction.action', (request, reply) => {
    const { userName = '' } = formOf(request);
    return sendText(reply, String(customerOf(world, userName) !== null));
  });

  app.get('/needVerifyCode.htm', async (request) => {
    const customer = customerOf(world, queryOf(request).account ?? '');
    const wantsCaptcha = customer !== null && provinceHabits(customer.province).login === 'captcha';
    return { needVerifyCode: wantsCaptcha ? '1' : '0' };
  });

  app.get('/captchazh.htm', (request, reply) => sendCaptcha(world, request, reply));

  app.get('/verifyCaptcha', async (request) => {
    return { resultCode: captchaIsRight(world, request, queryOf(request).inputCode) ? '0' : '1' };
  });

  app.post('/sendRandomCodeAction.action', (request, reply) => {
    const { userName = '' } = formOf(request);
    const customer = customerOf(world, userName);
    if (customer === null) return sendText(reply, '4005');
    const sent = sendCode(
      world,
      customer,
      loginPurpose,
      (code) => `【中国移动】您正在登录网上营业厅，短信随机码：${code}，120秒内有效，请勿告知他人。`,
    );
    return sendText(reply, sendAnswers[sent]);
  });

  app.get('/login.htm', async (request) => {
    const { account: tel = '' } = queryOf(request);
    const refusal = refusalOf(world, request);
    if (refusal !== null) return { code: refusal, result: '8', desc: descriptions[refusal] };
    // Both end with the journey, so that the number plays its scenario again in the next one.
    noteRightPin(world, tel);
    world.state.delete('counter', `${tel} busy`);
    return {
      code: '0000',
      result: '0',
      desc: '认证成功',
      artifact: openSession(world, 'mobile', tel),
      assertAcceptURL: `http://${request.host}${prefix}/i/v1/auth/getArtifact`,
      provinceCode: '',
      uid: '',
    };
  });
}
