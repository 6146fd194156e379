/** `callDetail`: a month's calls of 中国联通, page by page, and the months that will not come. */

import type { FastifyInstance } from 'fastify';
import { durationText } from '../duration-text.ts';
import type { Fields } from '../http/fields.ts';
import { monthsAgo } from '../shanghai-clock.ts';
import { markSession } from '../sign-in/session.ts';
import { callsOfMonth, type SandboxCall } from '../subscriber/calls.ts';
import { dayOfDate, dayStart } from '../subscriber/shanghai-days.ts';
import type { World } from '../world.ts';
import { callRow } from './call-row.ts';
import { busyPage } from './pages.ts';
import { provinceHabits } from './province.ts';
import { callPagesOf, queryPage, type Visitor, wantsCode } from './self-service.ts';
import { userInfo } from './user-info.ts';

const errors = {
  none: { respCode: '2114030170', respDesc: '无详单记录【2114030170】' },
  refused: { respCode: '4114030194', respDesc: '该月份详单不允许查询【4114030194】' },
  badDates: { respCode: '4114030101', respDesc: '查询日期有误【4114030101】' },
  unverified: { respCode: '4114030181', respDesc: '请先进行短信验证【4114030181】' },
} as const;

/** Six months, the current one included. */
const monthsServed = 6;
const defaultPageSize = 20;
/** Scenario 70 has no larger pages, so that its month has a second one. */
const cutPageSize = 100;

interface DayRange {
  month: string;
  /** Unix seconds: the midnights that begin the first day and end the last. */
  begin: number;
  end: number;
}

const dayOf = (date: string) => dayOfDate(Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6)));

/** The days asked for, when both lie in one calendar month. A 31st of a month that has none is the day after its last. */
function daysOf({ beginDate = '', endDate = '' }: Fields): DayRange | null {
  const month = beginDate.slice(0, 6);
  const wellFormed = [beginDate, endDate].every((date) => /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(date));
  if (!wellFormed || !endDate.startsWith(month) || beginDate > endDate) return null;
  return { month, begin: dayStart(dayOf(beginDate)), end: dayStart(dayOf(endDate) + 1) };
}

/** Sizes outside 100–5000 are not taken and give pages of 20. */
function pageSizeOf({ pageSize }: Fields, capped: boolean): number {
  const asked = Number(pageSize);
  const size = Number.isInteger(asked) && asked >= 100 && asked <= 5000 ? asked : defaultPageSize;
  return capped ? Math.min(size, cutPageSize) : size;
}

function pageNoOf({ pageNo }: Fields): number {
  const asked = Number(pageNo);
  return Number.isInteger(asked) && asked >= 1 ? asked : 1;
}

function failure({ subscriber }: Visitor, error: { respCode: string; respDesc: string }) {
  const lost = provinceHabits(subscriber.province).bill === 'B';
  const respDesc = lost ? error.respDesc.replace(/[^ -~]/g, '?') : error.respDesc;
  return { isSuccess: false, errorMessage: { ...error, respDesc }, userInfo: userInfo(subscriber) };
}

/**
 * The calls asked for, newest first, as they stood at the sign-in: a call that ends while the pages are turned would
 * push the rows along, and one of them would be read twice.
 */
function callsAskedFor({ subscriber, session }: Visitor, { month, begin, end }: DayRange): SandboxCall[] {
  return callsOfMonth(subscriber, month, session.since).filter(({ at }) => begin <= at && at < end);
}

export function callDetail(app: FastifyInstance, world: World): void {
  queryPage(app, world, '/e3/static/query/callDetail', (visitor, form, reply) => {
    const { id, session, subscriber } = visitor;
    const { scenario, province } = subscriber;
    if (scenario.kickedOut) markSession(world, id, 'callPages', String(callPagesOf(session) + 1));
    if (wantsCode(visitor)) return failure(visitor, errors.unverified);
    const days = daysOf(form);
    if (!days) return failure(visitor, errors.badDates);
    const back = monthsAgo(days.month, session.since);
    if (back < 0 || back >= monthsServed || back === scenario.refusedMonthBack) return failure(visitor, errors.refused);

    const pageNo = pageNoOf(form);
    const pageSize = pageSizeOf(form, scenario.cutMonthBack !== undefined);
    const queryDateScope = `${form.beginDate}-${form.endDate}`;
    if (back === scenario.unclearMonthBack) {
      return { isSuccess: true, userInfo: userInfo(subscriber), queryDateScope, pageMap: { pageNo, pageSize } };
    }
    if (back === scenario.cutMonthBack && pageNo > 1) return reply.type('text/html; charset=UTF-8').send(busyPage);

    const calls = callsAskedFor(visitor, days);
    if (calls.length === 0) return failure(visitor, errors.none);
    const shown = calls.slice((pageNo - 1) * pageSize, pageNo * pageSize);
    return {
      isSuccess: true,
      userInfo: userInfo(subscriber),
      queryDateScope,
      callTotaltime: durationText(calls.reduce((sum, call) => sum + call.seconds, 0)),
      pageMap: {
        totalCount: calls.length,
        totalPages: Math.ceil(calls.length / pageSize),
        pageNo,
        pageSize,
        result: shown.map((call) => callRow(call, province)),
      },
    };
  });
}
