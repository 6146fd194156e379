/** Fetching calls and bills from 中国联通 once the subscriber is signed in. */

import { lastDayOf, monthOf, wallClock } from '../../domain/shanghai-time.ts';
import { openAsking } from '../asking.ts';
import type { Fetched, MonthOfBill, Notes, Progress, StepContext } from '../connector.ts';
import { fetchCoveredMonths } from '../covered-months.ts';
import type { MonthPage } from '../months.ts';
import { causeOfLostPage } from '../portal-trouble.ts';
import { notedTelInfo } from '../tel-info-notes.ts';
import { billReader, callPageReader } from './pages.ts';
import { type Page, signInPages, visit } from './visit.ts';

/** 100–5000 are accepted. Most months fit one page; of a heavy user's, pages come side by side and a bad one costs little. */
const rowsPerPage = 500;

type Ask = <T>(page: Page<T>, fields: Readonly<Record<string, string>>) => Promise<T>;

/** `20200401`–`20200430`; the current month ends today. */
function daysOf(month: string, now: number): { beginDate: string; endDate: string } {
  const last = month === monthOf(now) ? wallClock(now).day : lastDayOf(month);
  return { beginDate: `${month}01`, endDate: `${month}${String(last).padStart(2, '0')}` };
}

function fetchCallPage(ask: Ask, month: string, pageNo: number, now: number): Promise<MonthPage> {
  const page = {
    path: '/e3/static/query/callDetail',
    site: 'query',
    repeatable: true,
    read: callPageReader(month),
  } as const;
  return ask(page, { pageNo: String(pageNo), pageSize: String(rowsPerPage), ...daysOf(month, now) });
}

/** Some provinces answer to `flag=2` only. */
async function fetchBill(ask: Ask, month: string): Promise<MonthOfBill> {
  const path = '/e3/static/query/queryHistoryBill';
  const page = { path, site: 'query', repeatable: true, read: billReader(month) } as const;
  let cause = `${path}: no bill`;
  for (const flag of ['1', '2']) {
    try {
      const bill = await ask(page, { querytype: '0001', querycode: '0001', billdate: month, flag });
      if (bill !== null) return { month, bill, cause: '' };
    } catch (error) {
      cause = causeOfLostPage(error);
    }
  }
  return { month, bill: null, cause };
}

export async function fetchAll(
  context: StepContext,
  notes: Notes,
  onProgress: (progress: Progress) => void,
): Promise<Fetched> {
  const now = context.now();
  const asking = openAsking(context.portal, () => visit(context, signInPages.checkLogin, {}));
  const ask: Ask = (page, fields) => asking(() => visit(context, page, fields));
  return fetchCoveredMonths({
    now,
    telInfo: notedTelInfo(notes),
    fullPage: rowsPerPage,
    fetchPage: (month, pageNo) => fetchCallPage(ask, month, pageNo, now),
    fetchBills: (months) => Promise.all(months.map((month) => fetchBill(ask, month))),
    onProgress,
  });
}
