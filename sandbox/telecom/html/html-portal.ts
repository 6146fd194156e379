/** T2: the provinces of 中国电信 that answer HTML in UTF-8, fifty calls a page. */

import type { FastifyInstance } from 'fastify';
import { pastBill } from '../../subscriber/past-bill.ts';
import { dateTime } from '../../subscriber/shanghai-days.ts';
import type { World } from '../../world.ts';
import { yuan } from '../../yuan.ts';
import { billItemName } from '../bill-names.ts';
import { sendPage, tableRow } from '../pages.ts';
import { checkCallsCode, provincePage, sendCallsCode } from '../province-site.ts';
import { billDetail } from './bill-detail.ts';
import { monthOfText } from './month-of-text.ts';

const dialect = 'html';

const sendAnswers = {
  sent: { ILoginType: 4, tip: '随机短信验证码已发送，请注意查收' },
  dailyCap: { ILoginType: 5, tip: '您今日获取随机短信验证码的次数已达上限' },
  stillValid: { ILoginType: 6, tip: '随机短信验证码已发送，请稍后再试' },
};

const checkAnswers = {
  right: { ILoginType: 4, tip: '验证成功' },
  wrong: { ILoginType: 3, tip: '随机短信验证码不正确' },
  expired: { ILoginType: 2, tip: '随机短信验证码已失效' },
};

/** `2015年03月12日`. */
function dateInWords(epochSeconds: number): string {
  const [year, month, date] = dateTime(epochSeconds).slice(0, 10).split('-');
  return `${year}年${month}月${date}日`;
}

export function htmlPortal(app: FastifyInstance, world: World): void {
  billDetail(app, world);

  provincePage(
    app,
    world,
    { dialect, path: '/iframe/feequery/smsRandCodeSend.action' },
    (visitor) => sendAnswers[sendCallsCode(world, visitor)],
  );

  provincePage(
    app,
    world,
    { dialect, path: '/iframe/feequery/detailValidCode.action' },
    (visitor, { randCode }) => checkAnswers[checkCallsCode(world, visitor, randCode)],
  );

  provincePage(
    app,
    world,
    { dialect, path: '/iframe/custquery/qryCustInfo.action' },
    ({ subscriber: { shown, openDate } }, _form, reply) => {
      const lines = [
        ['客户名称', shown.fullName],
        ['证件号码', shown.idCard],
        ['通信地址', shown.address],
        ['入网时间', dateInWords(openDate)],
        ['用户状态', '正常'],
      ];
      const rows = lines.map(([label, text]) => `<tr><th>${label}</th><td>${text}</td></tr>`);
      return sendPage(reply, dialect, `<table class="custInfo">\n${rows.join('\n')}\n</table>`);
    },
  );

  provincePage(
    app,
    world,
    { dialect, path: '/iframe/feequery/billInfoQuery.action' },
    ({ subscriber }, { billCycle = '' }, reply) => {
      const bill = pastBill(subscriber, monthOfText(billCycle), world.now());
      if (!bill) return sendPage(reply, dialect, '<p>对不起，您的该月账单没有生成</p>');
      const rows = bill.items.map(({ name, fen }) => tableRow([billItemName(name), yuan(fen)]));
      const sum = `<p>本期费用合计：<span>${yuan(bill.amountFen)}</span>元</p>`;
      return sendPage(reply, dialect, `<table class="billInfo">\n${rows.join('\n')}\n</table>\n${sum}`);
    },
  );
}
