/** The forgotten password at 中国电信's national site: name and ID card, a texted code, then a password as the province gives it. */

import { randomInt } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Fields, formOf } from '../http/fields.ts';
import { isOwner } from '../recovery/identity.ts';
import { setNewPassword } from '../recovery/new-password.ts';
import { beginRecovery, endRecovery, moveRecovery, type PendingRecovery, recoveryOf } from '../recovery/pending.ts';
import { checkCode, deliverSms, sendCode } from '../sign-in/sms.ts';
import { digits } from '../subscriber/seeded.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';
import { giveCookie, readCookie } from './cookies.ts';
import { provinceHabits } from './province.ts';

const messages = {
  '0': '成功',
  '1001': '您今日获取验证码的次数已达上限',
  '1002': '验证码已发送，请稍后再试',
  '2001': '短信验证码错误',
  '2002': '短信验证码已失效',
  '3001': '您输入的姓名或证件号码与登记信息不符',
  '3002': '您的号码尚未进行实名登记',
  '3003': '您输入的不是中国电信号码',
  '4001': '新密码不能与原密码相同',
  '4002': '新密码过于简单',
  '4003': '新密码须为6位数字',
  '9000': '操作已超时，请重新开始',
} as const;

type Result = keyof typeof messages;
type Answer = Readonly<Record<string, string>>;

const purpose = 'recovery';
const sendResults = { sent: '0', dailyCap: '1001', stillValid: '1002' } as const;
const checkResults = { wrong: '2001', expired: '2002' } as const;
const passwordResults = { set: '0', wrongForm: '4003', simple: '4002', sameAsOld: '4001' } as const;

const told = (result: Result): Answer => ({ result, msg: messages[result] });

/** Sets a password that the portal itself would take. */
function setRandomPassword(world: World, subscriber: Subscriber): string {
  const random = () => randomInt(2 ** 32) / 2 ** 32;
  let password = digits(random, 6);
  while (setNewPassword(world, subscriber, password, 6) !== 'set') password = digits(random, 6);
  return password;
}

function start(world: World, reply: FastifyReply, { phone = '', custName = '', certNo = '' }: Fields): Answer {
  const subscriber = world.subscriber(phone);
  if (subscriber?.carrier !== 'telecom') return told('3003');
  if (subscriber.scenario.notRealName) return told('3002');
  if (!isOwner(subscriber, custName, certNo)) return told('3001');
  giveCookie(reply, 'RESET_ID', beginRecovery(world, subscriber, 'code'));
  return told('0');
}

function textCode(world: World, { subscriber }: PendingRecovery): Answer {
  const sent = sendCode(
    world,
    subscriber,
    purpose,
    (code) => `【中国电信】您正在重置服务密码，随机短信验证码：${code}，2分钟内有效。请勿向他人泄露。`,
  );
  return told(sendResults[sent]);
}

/** What follows a right code, by how the province replaces a password. */
const followUps = {
  own(world: World, { id }: PendingRecovery): Answer {
    moveRecovery(world, id, 'password');
    return { result: '0', resetType: '1', msg: '请设置新密码' };
  },
  texted(world: World, { id, subscriber }: PendingRecovery): Answer {
    const password = setRandomPassword(world, subscriber);
    deliverSms(world, subscriber.tel, `【中国电信】您的新服务密码为：${password}，请妥善保管。`, '');
    endRecovery(world, id);
    return { result: '0', resetType: '2', msg: '新的服务密码已通过短信发送至您的手机，请注意查收' };
  },
  printed(world: World, { id, subscriber }: PendingRecovery): Answer {
    const newPwd = setRandomPassword(world, subscriber);
    endRecovery(world, id);
    return { result: '0', resetType: '3', newPwd, msg: `您的新服务密码为${newPwd}，请妥善保管` };
  },
};

function takeCode(world: World, recovery: PendingRecovery, { smsCode = '' }: Fields): Answer {
  const { subscriber } = recovery;
  const found = checkCode(world, subscriber, purpose, smsCode.trim());
  if (found !== 'right') return told(checkResults[found]);
  return followUps[provinceHabits(subscriber.province).reset](world, recovery);
}

function takePassword(world: World, { id, subscriber }: PendingRecovery, { newPwd = '' }: Fields): Answer {
  const verdict = setNewPassword(world, subscriber, newPwd, 6);
  if (verdict === 'set') endRecovery(world, id);
  return told(passwordResults[verdict]);
}

/** By method: the step that a recovery must have come to, and what it does. */
const steps = new Map<
  string | undefined,
  { step: string; take: (world: World, recovery: PendingRecovery, form: Fields) => Answer }
>([
  ['sendCode', { step: 'code', take: textCode }],
  ['checkCode', { step: 'code', take: takeCode }],
  ['setPwd', { step: 'password', take: takePassword }],
]);

function answer(world: World, request: FastifyRequest, reply: FastifyReply): Answer {
  const form = formOf(request);
  if (form.method === 'checkUser') return start(world, reply, form);
  const recovery = recoveryOf(world, 'telecom', readCookie(request, 'RESET_ID'));
  const step = steps.get(form.method);
  return step !== undefined && recovery?.step === step.step ? step.take(world, recovery, form) : told('9000');
}

export function recoverySite(app: FastifyInstance, world: World): void {
  app.post('/dqmh/resetPwd.do', async (request, reply) => answer(world, request, reply));
}
