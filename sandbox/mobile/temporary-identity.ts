/** What stands before 中国移动's call details: captcha, texted code and the service password once more. */

import type { FastifyInstance } from 'fastify';
import { noteWrongPin, pinOf } from '../sign-in/password.ts';
import { markSession } from '../sign-in/session.ts';
import { checkCode, sendCode } from '../sign-in/sms.ts';
import type { World } from '../world.ts';
import { captchaIsRight, useUpCaptcha } from './captcha.ts';
import { provinceHabits } from './province.ts';
import { type Answer, ok } from './reply.ts';
import { shopPage, type Visitor } from './shop.ts';

const purpose = 'calls';

/** Both refuse in one and the same text how often one may ask; the code tells a minute from a day. */
export const sendAnswers: Readonly<Record<ReturnType<typeof sendCode>, Answer>> = {
  sent: { retCode: '000000', retMsg: '短信随机码发送成功' },
  stillValid: { retCode: '555001', retMsg: '单位时间内下发短信次数过多，请稍后再使用！' },
  dailyCap: { retCode: '555002', retMsg: '您今日获取短信随机码的次数已达上限！' },
};

const wrongCaptcha: Answer = { retCode: '570006', retMsg: '图形验证码错误' };
const wrongPassword = {
  sms: { retCode: '2036', retMsg: '您的账户名与密码不匹配，请重新输入' },
  captcha: { retCode: '570002', retMsg: '服务密码错误' },
} as const;
export const wrongCode: Answer = { retCode: '570005', retMsg: '短信随机码错误或已过期' };

const decoded = (base64 = '') => Buffer.from(base64, 'base64').toString('utf8').trim();

/** Whether the call details are open to this session. */
export const hasIdentity = ({ session }: Visitor): boolean => session.marks.identity !== undefined;

export function temporaryIdentity(app: FastifyInstance, world: World): void {
  shopPage(app, world, '/i/v1/res/precheck/:tel', (_visitor, { captchaVal }, request) =>
    captchaIsRight(world, request, captchaVal)
      ? { retCode: '000000', retMsg: '输入正确，校验成功' }
      : { retCode: '999999', retMsg: '输入错误，校验失败' },
  );

  shopPage(app, world, '/i/v1/fee/detbillrandomcodejsonp/:tel', ({ subscriber }) => {
    const sent = sendCode(
      world,
      subscriber,
      purpose,
      (code) => `【中国移动】您正在查询详单，短信随机码：${code}，120秒内有效，请勿告知他人。`,
    );
    return sendAnswers[sent];
  });

  shopPage(app, world, '/i/v1/fee/detailbilltempidentjsonp/:tel', ({ id, subscriber }, query, request) => {
    if (!captchaIsRight(world, request, query.captchaVal)) {
      useUpCaptcha(world, request);
      return wrongCaptcha;
    }
    if (decoded(query.pwdTempSerCode) !== pinOf(world, subscriber)) {
      noteWrongPin(world, subscriber.tel);
      return wrongPassword[provinceHabits(subscriber.province).login];
    }
    if (checkCode(world, subscriber, purpose, decoded(query.pwdTempRandCode)) !== 'right') return wrongCode;
    useUpCaptcha(world, request);
    markSession(world, id, 'identity', '1');
    return ok;
  });
}
