/** The forgotten password at 中国联通's sign-in site (`/portal/Service/ResetPwd…`): name and ID card, a texted code, a new password. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Fields, queryOf } from '../http/fields.ts';
import { isOwner } from '../recovery/identity.ts';
import { setNewPassword } from '../recovery/new-password.ts';
import { beginRecovery, endRecovery, moveRecovery, type PendingRecovery, recoveryOf } from '../recovery/pending.ts';
import { checkCode, sendCode } from '../sign-in/sms.ts';
import type { World } from '../world.ts';
import { giveCookie, readCookie } from './cookies.ts';
import { sendJsonp } from './jsonp.ts';

const messages = {
  '0000': '',
  '7009': '您的号码尚未进行实名登记。',
  '7401': '您输入的姓名或证件号码与登记信息不符。',
  '7402': '您的号码状态不正常，请联系客服。',
  '7411': '今日短信验证码发送次数已达上限。',
  '7412': '验证码已发送，请稍后再试。',
  '7421': '短信验证码错误。',
  '7422': '短信验证码已失效。',
  '7431': '新密码须为6位数字。',
  '7432': '新密码过于简单。',
  '7433': '新密码不能与原密码相同。',
  '7499': '操作超时，请重新开始。',
} as const;

type ResultCode = keyof typeof messages;

const purpose = 'recovery';

const sendResults = { sent: '0000', dailyCap: '7411', stillValid: '7412' } as const;
const checkResults = { right: '0000', wrong: '7421', expired: '7422' } as const;
const passwordResults = { set: '0000', wrongForm: '7431', simple: '7432', sameAsOld: '7433' } as const;

function answer(request: FastifyRequest, reply: FastifyReply, resultCode: ResultCode): FastifyReply {
  const msg = messages[resultCode];
  return sendJsonp(request, reply, msg === '' ? { resultCode } : { resultCode, msg: `${msg}[${resultCode}]` });
}

/** Registers a page that only a recovery which has come to `step` may ask for. */
function stepPage(
  app: FastifyInstance,
  world: World,
  { path, step }: { path: string; step: 'code' | 'password' },
  resultOf: (recovery: PendingRecovery, query: Fields) => ResultCode,
): void {
  app.get(path, (request, reply) => {
    const recovery = recoveryOf(world, 'unicom', readCookie(request, 'rpt'));
    return answer(request, reply, recovery?.step === step ? resultOf(recovery, queryOf(request)) : '7499');
  });
}

export function recoverySite(app: FastifyInstance, world: World): void {
  app.get('/portal/Service/ResetPwdCheckUser', (request, reply) => {
    const { userName = '', custName = '', certNum = '' } = queryOf(request);
    const subscriber = world.subscriber(userName);
    if (subscriber?.carrier !== 'unicom') return answer(request, reply, '7401');
    if (subscriber.scenario.notRealName) return answer(request, reply, '7009');
    if (!isOwner(subscriber, custName, certNum)) return answer(request, reply, '7401');
    if (subscriber.scenario.locked) return answer(request, reply, '7402');
    giveCookie(reply, 'rpt', beginRecovery(world, subscriber, 'code'));
    return answer(request, reply, '0000');
  });

  stepPage(app, world, { path: '/portal/Service/ResetPwdSendCode', step: 'code' }, ({ subscriber }) => {
    const sent = sendCode(
      world,
      subscriber,
      purpose,
      (code) => `【中国联通】尊敬的用户，您正在重置服务密码，验证码：${code}，120秒内有效，请勿告知他人。`,
    );
    return sendResults[sent];
  });

  stepPage(
    app,
    world,
    { path: '/portal/Service/ResetPwdCheckCode', step: 'code' },
    ({ id, subscriber }, { smsCode = '' }) => {
      const found = checkCode(world, subscriber, purpose, smsCode.trim());
      if (found === 'right') moveRecovery(world, id, 'password');
      return checkResults[found];
    },
  );

  stepPage(
    app,
    world,
    { path: '/portal/Service/ResetPwdSubmit', step: 'password' },
    ({ id, subscriber }, { newPassword = '', confirmPassword = '' }) => {
      if (newPassword !== confirmPassword) return '7431';
      const verdict = setNewPassword(world, subscriber, newPassword, 6);
      if (verdict === 'set') endRecovery(world, id);
      return passwordResults[verdict];
    },
  );
}
