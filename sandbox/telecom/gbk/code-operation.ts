/** `VCodeOperation`: the XML steps of a T3 province, before its calls are shown. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import iconv from 'iconv-lite';
import { isOwner } from '../../recovery/identity.ts';
import { markSession } from '../../sign-in/session.ts';
import type { World } from '../../world.ts';
import { checkCallsCode, provincePage, sendCallsCode, type Visitor } from '../province-site.ts';

const ok = '成功';
const sendReplies = { sent: ok, dailyCap: '今日发送次数已达上限', stillValid: '上次验证码仍在有效期内' };
const checkReplies = { right: ok, wrong: '验证码错误', expired: '验证码已过期' };

/** Compares with the subscriber, not with what is on file: in scenario 82 that is somebody else, and all goes well. */
function checkCustomer(world: World, { id, subscriber }: Visitor, name = '', idCard = ''): string {
  if (!isOwner(subscriber, name, idCard)) return '客户资料不匹配';
  markSession(world, id, 'customer', 'checked');
  return ok;
}

/** By method; the first string of each is the number, which the session knows better. */
const operations: Readonly<Record<string, (world: World, visitor: Visitor, strings: readonly string[]) => string>> = {
  CheckCustByNbr: (world, visitor, [, name, idCard]) => checkCustomer(world, visitor, name, idCard),
  SendVCodeByNbr: (world, visitor) =>
    visitor.session.marks.customer === undefined ? '请先校验客户资料' : sendReplies[sendCallsCode(world, visitor)],
  CheckVCodeByNbr: (world, visitor, [, code]) => checkReplies[checkCallsCode(world, visitor, code)],
};

function sendXml(reply: FastifyReply, text: string): FastifyReply {
  const xml = `<?xml version="1.0" encoding="GBK"?><buffalo-reply><string>${text}</string></buffalo-reply>`;
  return reply.type('text/xml; charset=GBK').send(iconv.encode(xml, 'gbk'));
}

export function codeOperation(app: FastifyInstance, world: World): void {
  provincePage(
    app,
    world,
    { dialect: 'gbk', path: '/bfapp/buffalo/VCodeOperation' },
    (visitor, _form, reply, { body }) => {
      const call = typeof body === 'string' ? body : '';
      const method = /<method>([^<]*)<\/method>/.exec(call)?.[1] ?? '';
      const strings = [...call.matchAll(/<string>([^<]*)<\/string>/g)].map(([, text = '']) => text);
      const operation = Object.hasOwn(operations, method) ? operations[method] : undefined;
      return sendXml(reply, operation?.(world, visitor, strings) ?? '参数错误');
    },
  );
}
