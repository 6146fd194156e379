/** `detailbillinfojsonp`: a month's calls of 中国移动 from a row on, and the months that will not come. */

import type { FastifyInstance } from 'fastify';
import { monthsAgo } from '../shanghai-clock.ts';
import { callsOfMonth, type SandboxCall } from '../subscriber/calls.ts';
import { dateOfMonth, daysOfMonth } from '../subscriber/shanghai-days.ts';
import type { World } from '../world.ts';
import { callRow, summaryRow } from './call-row.ts';
import { provinceHabits } from './province.ts';
import type { Answer } from './reply.ts';
import { noteCallPage, shopPage } from './shop.ts';
import { hasIdentity } from './temporary-identity.ts';

const refusals = {
  none: { data: [], retCode: '2039', retMsg: '您选择时间段没有详单记录哦' },
  notOwnerThen: { data: [], retCode: '3018', retMsg: '该月份早于号码过户日期，不提供详单查询' },
  failed: { data: [], retCode: '999999', retMsg: '详单查询异常' },
  noIdentity: { data: [], retCode: '520001', retMsg: '临时身份凭证不存在' },
} as const satisfies Record<string, Answer>;

/** Six months, the current one included. */
const monthsServed = 6;
const voice = '02';
const largestStep = 200;
const usualStep = 100;
/** The first page of the month of scenario 70 is short, so that there is a second one to fail. */
const cutStep = 100;

/** A whole number from 1, or `otherwise`. */
function countOf(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : otherwise;
}

/** Rows `first` (from 1) to `first + step - 1`, with what the province adds on its last page. */
function pageOf(calls: readonly SandboxCall[], province: string, first: number, step: number) {
  const { total, summary } = provinceHabits(province);
  const isLast = first + step > calls.length;
  const holdsLastRow = isLast && first <= calls.length;
  const rows = calls.slice(first - 1, first - 1 + step).map((call) => callRow(call, province));
  return {
    data: summary && holdsLastRow ? [...rows, summaryRow(calls, province)] : rows,
    ...(total === 'every' || first === 1 || isLast ? { totalNum: calls.length } : {}),
  };
}

export function callDetail(app: FastifyInstance, world: World): void {
  shopPage(app, world, '/i/v1/fee/detailbillinfojsonp/:tel', (visitor, query) => {
    const { session, subscriber } = visitor;
    const { scenario, province } = subscriber;
    if (scenario.kickedOut) noteCallPage(world, visitor);
    if (!hasIdentity(visitor)) return refusals.noIdentity;

    const { qryMonth: month = '', billType } = query;
    const back = /^\d{4}(0[1-9]|1[0-2])$/.test(month) ? monthsAgo(month, session.since) : -1;
    if (back < 0 || back >= monthsServed || back === scenario.refusedMonthBack) return refusals.notOwnerThen;
    if (billType !== voice) return refusals.none;

    const curCuror = countOf(query.curCuror, 1);
    const isCut = back === scenario.cutMonthBack;
    if (isCut && curCuror > 1) return refusals.failed;
    const step = isCut ? cutStep : Math.min(countOf(query.step, usualStep), largestStep);
    const shown = {
      startDate: `${month}01`,
      endDate: `${month}${dateOfMonth(daysOfMonth(month).last)}`,
      curCuror,
      retCode: '000000',
      retMsg: 'get data from cache success',
    };
    if (back === scenario.unclearMonthBack) return { data: [], ...shown };
    // As they stood at the sign-in: a call that ends while the pages are turned would push the rows along.
    const calls = callsOfMonth(subscriber, month, session.since);
    return calls.length === 0 ? refusals.none : { ...pageOf(calls, province, curCuror, step), ...shown };
  });
}
