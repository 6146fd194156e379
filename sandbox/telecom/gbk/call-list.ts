/** `getCdrDetail`: a month's calls of a T3 province, for whoever repeats name, ID card and code. */

import type { FastifyInstance } from 'fastify';
import { durationText } from '../../duration-text.ts';
import type { Fields } from '../../http/fields.ts';
import { isOwner } from '../../recovery/identity.ts';
import type { SandboxCall } from '../../subscriber/calls.ts';
import { dateTime } from '../../subscriber/shanghai-days.ts';
import type { World } from '../../world.ts';
import { yuan } from '../../yuan.ts';
import { telecomCallType, telecomOwnPlace } from '../columns.ts';
import { monthOfCalls } from '../month-of-calls.ts';
import { sendPage, tableHead, tableRow } from '../pages.ts';
import { noteCallPage, provincePage, type Visitor, verifiedCode } from '../province-site.ts';
import { errorBody } from './error-body.ts';

const defaultPageSize = 20;
const largestPageSize = 100;

const head = ['序号', '对方号码', '呼叫类型', '通话类型', '起始时间', '通话时长', '通话地点', '费用(元)'];

/** A whole number from 1 to `highest`, or what stands for it. */
function countOf(text: string | undefined, fallback: number, highest = Number.MAX_SAFE_INTEGER): number {
  const count = Number(text);
  return Number.isInteger(count) && count >= 1 && count <= highest ? count : fallback;
}

function row(call: SandboxCall, index: number, province: string): string {
  return tableRow([
    String(index + 1),
    call.dirty?.number ?? call.number,
    call.mode === '呼转' ? '前转' : call.mode,
    telecomCallType(call, province),
    call.dirty?.time ?? dateTime(call.at).replaceAll('-', '/'),
    call.dirty?.duration ?? durationText(call.seconds),
    telecomOwnPlace(call, province),
    yuan(call.costFen),
  ]);
}

const listBody = (count: string, rows: readonly string[]) =>
  `<h3>清单详情</h3>\n<p>${count}</p>\n<table id="cdr">\n${[tableHead(head), ...rows].join('\n')}\n</table>`;

function body(visitor: Visitor, form: Fields): string {
  const { subscriber } = visitor;
  const { usernameyanzheng = '', idyanzheng = '', randpsw = '', cdrmonth = '' } = form;
  if (!isOwner(subscriber, usernameyanzheng, idyanzheng)) return errorBody(61020);
  if (verifiedCode(visitor) === '' || randpsw.trim() !== verifiedCode(visitor)) return errorBody(61013);
  const found = monthOfCalls(visitor, cdrmonth);
  if (found.kind === 'unclear') return listBody('', []);
  if (found.kind !== 'calls') return errorBody(found.kind === 'none' ? 61010 : 61016);

  const pageNo = countOf(form.pagenum, 1);
  const pageSize = countOf(form.pagesize, defaultPageSize, largestPageSize);
  if (found.cut && pageNo > 1) return errorBody(61099);
  const start = (pageNo - 1) * pageSize;
  const rows = found.calls
    .slice(start, start + pageSize)
    .map((call, index) => row(call, start + index, subscriber.province));
  const pages = Math.ceil(found.calls.length / pageSize);
  return listBody(`共 ${found.calls.length} 条，第 ${pageNo}/${pages} 页`, rows);
}

export function callList(app: FastifyInstance, world: World): void {
  provincePage(app, world, { dialect: 'gbk', path: '/zjpr/cdr/getCdrDetail.htm' }, (visitor, form, reply) => {
    noteCallPage(world, visitor);
    return sendPage(reply, 'gbk', body(visitor, form));
  });
}
