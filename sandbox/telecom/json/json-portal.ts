/** T1: the provinces of 中国电信 that answer JSON and turn no pages. */

import type { FastifyInstance } from 'fastify';
import { pastBill } from '../../subscriber/past-bill.ts';
import { dateTime } from '../../subscriber/shanghai-days.ts';
import type { World } from '../../world.ts';
import { yuan } from '../../yuan.ts';
import { checkCallsCode, provincePage, sendCallsCode, verifiedCode } from '../province-site.ts';
import { voiceMessages } from './voice-messages.ts';

const dialect = 'json';

const sendResults = { sent: '0', dailyCap: '1001', stillValid: '1002' } as const;
const checkResults = { right: '0', wrong: '2001', expired: '2002' } as const;

const texts = {
  '0': '成功',
  '1001': '您今日获取验证码的次数已达上限',
  '1002': '验证码已发送，请稍后再试',
  '2001': '短信验证码错误',
  '2002': '短信验证码已失效',
} as const;

/** What only 吉林 adds when it has sent a code. */
const jilinHint = '验证码已发送至您的手机，如未收到，请编辑短信“CXXD”发送至10001获取。';

export function jsonPortal(app: FastifyInstance, world: World): void {
  voiceMessages(app, world);

  provincePage(app, world, { dialect, path: '/isNeedSecondCheckAction.action' }, (visitor, _form, reply) =>
    reply.type('text/html; charset=UTF-8').send(verifiedCode(visitor) === '' ? '0' : '1'),
  );

  provincePage(app, world, { dialect, path: '/sendSmsCodeAction.action' }, (visitor) => {
    const code = sendResults[sendCallsCode(world, visitor)];
    const hint = code === '0' && visitor.subscriber.province === '吉林' ? { smsHint: jilinHint } : {};
    return { TSR_RESULT: code, TUXEDO_MSG: texts[code], ...hint };
  });

  provincePage(app, world, { dialect, path: '/checkSmsCodeAction.action' }, (visitor, { smsCode }) => {
    const code = checkResults[checkCallsCode(world, visitor, smsCode)];
    return { TSR_RESULT: code, TUXEDO_MSG: texts[code] };
  });

  provincePage(app, world, { dialect, path: '/queryCustInfoAction.action' }, ({ subscriber: { shown, openDate } }) => ({
    TSR_RESULT: '0',
    TUXEDO_MSG: texts['0'],
    custName: shown.fullName,
    certNumber: shown.idCard,
    ...(shown.address === '' ? {} : { certAddress: shown.address }),
    installDate: dateTime(openDate),
    productStatus: '在用',
  }));

  provincePage(app, world, { dialect, path: '/queryBillAction.action' }, ({ subscriber }, { billingCycle = '' }) => {
    const bill = pastBill(subscriber, billingCycle, world.now());
    if (!bill) return { TSR_RESULT: '5001', TUXEDO_MSG: '对不起，您的该月账单没有生成' };
    return {
      TSR_RESULT: '0',
      TUXEDO_MSG: texts['0'],
      billingCycle,
      sumChargeCh: yuan(bill.amountFen),
      items: bill.items.map(({ name, fen }) => ({ chargeName: name, chargeCh: yuan(fen) })),
    };
  });
}
