/** The forgotten password at 中国移动's shop (`/i/v1/pwd`): identity, a texted code, a login code, three contacts, a new password. */

import type { FastifyInstance } from 'fastify';
import { type Fields, formOf, pathOf } from '../http/fields.ts';
import { wasCalledLately } from '../recovery/contacts.ts';
import { isOwner } from '../recovery/identity.ts';
import { setNewPassword } from '../recovery/new-password.ts';
import { beginRecovery, endRecovery, moveRecovery, type PendingRecovery, recoveryOf } from '../recovery/pending.ts';
import { checkCode, sendCode } from '../sign-in/sms.ts';
import type { World } from '../world.ts';
import { giveCookie, readCookie } from './cookies.ts';
import { passwordLengthOf } from './customer.ts';
import { provinceHabits } from './province.ts';
import { type Answer, ok, sendAnswer } from './reply.ts';
import { signedOut } from './shop.ts';
import { loginPurpose } from './sign-in-site.ts';
import { sendAnswers, wrongCode } from './temporary-identity.ts';

const purpose = 'recovery';
const contactsWanted = 3;

type Step = 'code' | 'loginCode' | 'contacts' | 'password';

const refusals = {
  notOwner: { retCode: '570010', retMsg: '您输入的姓名或证件号码与登记信息不符' },
  notHere: { retCode: '570011', retMsg: '您所在的地区暂不支持在线重置服务密码' },
  notInOrder: { retCode: '570012', retMsg: '您的号码状态不正常，请联系客服' },
  contacts: { retCode: '570021', retMsg: '您输入的通话号码有误' },
  sameAsOld: { retCode: '570031', retMsg: '新密码不能与原密码相同' },
  simple: { retCode: '570032', retMsg: '新密码过于简单' },
  wrongLength: { retCode: '570033', retMsg: '新密码长度有误' },
  notDigits: { retCode: '570034', retMsg: '新密码须为数字' },
} as const satisfies Record<string, Answer>;

const loginCodeAnswers: Readonly<Record<ReturnType<typeof checkCode>, Answer>> = {
  right: ok,
  wrong: { retCode: '6001', retMsg: '短信随机码不正确' },
  expired: { retCode: '6002', retMsg: '短信随机码已过期，请重新获取' },
};

/** Registers a page that only a recovery which has come to `step` may ask for. */
function stepPage(
  app: FastifyInstance,
  world: World,
  { name, step }: { name: string; step: Step },
  answer: (recovery: PendingRecovery, form: Fields) => Answer,
): void {
  app.post(`/i/v1/pwd/${name}/:tel`, (request, reply) => {
    const recovery = recoveryOf(world, 'mobile', readCookie(request, 'pwdreset'));
    const mayAsk = recovery?.step === step && recovery.subscriber.tel === pathOf(request).tel;
    return sendAnswer(world, request, reply, mayAsk ? answer(recovery, formOf(request)) : signedOut);
  });
}

function contactsAreRight(world: World, { subscriber }: PendingRecovery, contacts: string): boolean {
  const tels = new Set(contacts.split(',').map((tel) => tel.trim()));
  return tels.size >= contactsWanted && [...tels].every((tel) => wasCalledLately(world, subscriber, tel));
}

/** What the shared look at a new password does not tell apart, this portal does. */
function passwordAnswer(world: World, { id, subscriber }: PendingRecovery, password: string): Answer {
  const length = passwordLengthOf(subscriber);
  if (!/^\d+$/.test(password)) return refusals.notDigits;
  const verdict = setNewPassword(world, subscriber, password, length);
  if (verdict === 'wrongForm') return { ...refusals.wrongLength, data: { pwdLen: String(length) } };
  if (verdict !== 'set') return refusals[verdict];
  endRecovery(world, id);
  return ok;
}

export function recoverySite(app: FastifyInstance, world: World): void {
  app.post('/i/v1/pwd/ident/:tel', (request, reply) => {
    const { custName = '', certNo = '' } = formOf(request);
    const subscriber = world.subscriber(pathOf(request).tel ?? '');
    const isCustomer = subscriber?.carrier === 'mobile';
    if (isCustomer && !provinceHabits(subscriber.province).recovery) {
      return sendAnswer(world, request, reply, refusals.notHere);
    }
    if (!isCustomer || !isOwner(subscriber, custName, certNo)) {
      return sendAnswer(world, request, reply, refusals.notOwner);
    }
    const { locked, notRealName } = subscriber.scenario;
    if (locked || notRealName) return sendAnswer(world, request, reply, refusals.notInOrder);
    giveCookie(reply, 'pwdreset', beginRecovery(world, subscriber, 'code' satisfies Step));
    return sendAnswer(world, request, reply, ok);
  });

  stepPage(app, world, { name: 'randomcode', step: 'code' }, ({ subscriber }) => {
    const sent = sendCode(
      world,
      subscriber,
      purpose,
      (code) => `【中国移动】您正在重置服务密码，短信随机码：${code}，120秒内有效，请勿告知他人。`,
    );
    return sendAnswers[sent];
  });

  stepPage(app, world, { name: 'checkcode', step: 'code' }, ({ id, subscriber }, { randomCode = '' }) => {
    if (checkCode(world, subscriber, purpose, randomCode.trim()) !== 'right') return wrongCode;
    moveRecovery(world, id, 'loginCode' satisfies Step);
    return ok;
  });

  // The code itself is texted by the sign-in site.
  stepPage(app, world, { name: 'logincode', step: 'loginCode' }, ({ id, subscriber }, { smsPwd = '' }) => {
    const found = checkCode(world, subscriber, loginPurpose, smsPwd.trim());
    if (found === 'right') moveRecovery(world, id, 'contacts' satisfies Step);
    return loginCodeAnswers[found];
  });

  stepPage(app, world, { name: 'contacts', step: 'contacts' }, (recovery, { contacts = '' }) => {
    if (!contactsAreRight(world, recovery, contacts)) return refusals.contacts;
    moveRecovery(world, recovery.id, 'password' satisfies Step);
    return { ...ok, data: { pwdLen: String(passwordLengthOf(recovery.subscriber)) } };
  });

  stepPage(app, world, { name: 'newpwd', step: 'password' }, (recovery, { newPwd = '' }) =>
    passwordAnswer(world, recovery, Buffer.from(newPwd, 'base64').toString('utf8')),
  );
}
