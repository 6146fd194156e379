/** `billDetailQuery`: a month's calls of a T2 province, fifty to a page, each page ended by three rows that are no calls. */

import type { FastifyInstance } from 'fastify';
import type { Fields } from '../../http/fields.ts';
import type { SandboxCall } from '../../subscriber/calls.ts';
import { dateTime } from '../../subscriber/shanghai-days.ts';
import type { Subscriber } from '../../subscriber/subscriber.ts';
import type { World } from '../../world.ts';
import { yuan } from '../../yuan.ts';
import { telecomCallType, telecomOwnPlace } from '../columns.ts';
import { monthOfCalls } from '../month-of-calls.ts';
import { sendPage, tableHead, tableRow } from '../pages.ts';
import { noteCallPage, provincePage, verifiedCode } from '../province-site.ts';
import { monthOfText } from './month-of-text.ts';

const rowsPerPage = 50;

const texts = {
  unverified: '请先进行短信验证',
  refused: '对不起，该月份详单不允许查询',
  none: '尊敬的客户，对不起，未查询到相关记录',
  failed: '对不起，详单记录查询失败，请稍后重试！',
};

const head = [
  '序号',
  '呼叫类型',
  '通话类型',
  '通话地点',
  '对方号码',
  '通话开始时间',
  '基本费',
  '长途费',
  '通话时长',
  '小计',
];

/** A whole number from 1, or what stands for it. */
function countOf(text: string | undefined, fallback: number): number {
  const count = Number(text);
  return Number.isInteger(count) && count >= 1 ? count : fallback;
}

function row(call: SandboxCall, index: number, province: string): string {
  const isLongDistance = call.roamType === '国内长途';
  return tableRow([
    String(index + 1),
    call.mode,
    telecomCallType(call, province),
    telecomOwnPlace(call, province),
    call.dirty?.number ?? call.number,
    call.dirty?.time ?? dateTime(call.at),
    yuan(isLongDistance ? 0 : call.costFen),
    yuan(isLongDistance ? call.costFen : 0),
    call.dirty?.duration ?? String(call.seconds),
    yuan(call.costFen),
  ]);
}

const costOf = (calls: readonly SandboxCall[]) => yuan(calls.reduce((sum, { costFen }) => sum + costFen, 0));

/** The two tables; a `total` of null leaves the count out and the second one empty. */
function tables({ tel, shown }: Subscriber, qryMonth: string, total: number | null, rows: readonly string[]): string {
  const count = total === null ? '' : `<td>共<span>${total}</span>条</td>`;
  return `<table class="billHead"><tr><td>用户号码：${tel}</td><td>客户名称：${shown.fullName}</td><td>查询月份：${qryMonth}</td>${count}</tr></table>
<table class="billDetail">\n${[tableHead(head), ...rows].join('\n')}\n</table>`;
}

function pageOfCalls(subscriber: Subscriber, form: Fields, pageNo: number, calls: readonly SandboxCall[]): string {
  const start = (pageNo - 1) * rowsPerPage;
  const shown = calls.slice(start, start + rowsPerPage);
  const footer = [
    tableRow(['本页小计', costOf(shown)]),
    tableRow(['合计', costOf(calls)]),
    tableRow(['以上详单仅供参考，实际费用以账单为准']),
  ];
  const rows = shown.map((call, index) => row(call, start + index, subscriber.province));
  return tables(subscriber, form.qryMonth ?? '', calls.length, [...rows, ...footer]);
}

function body(world: World, visitor: Parameters<typeof monthOfCalls>[0], form: Fields): string {
  noteCallPage(world, visitor);
  if (verifiedCode(visitor) === '') return `<p>${texts.unverified}</p>`;
  const dates = { first: countOf(form.startTime, 1), last: countOf(form.endTime, 31) };
  const found = monthOfCalls(visitor, monthOfText(form.qryMonth ?? ''), dates);
  if (found.kind === 'unclear') return tables(visitor.subscriber, form.qryMonth ?? '', null, []);
  if (found.kind !== 'calls') return `<p>${texts[found.kind]}</p>`;
  const pageNo = countOf(form.billPage, 1);
  if (found.cut && pageNo > 1) return `<p>${texts.failed}</p>`;
  return pageOfCalls(visitor.subscriber, form, pageNo, found.calls);
}

export function billDetail(app: FastifyInstance, world: World): void {
  provincePage(
    app,
    world,
    { dialect: 'html', path: '/iframe/feequery/billDetailQuery.action' },
    (visitor, form, reply) => sendPage(reply, 'html', body(world, visitor, form)),
  );
}
