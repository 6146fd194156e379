/** Fetching calls and bills from 中国移动 once the call details are open. */

import { openAsking } from '../asking.ts';
import type { Fetched, MonthOfBill, Notes, Progress, StepContext } from '../connector.ts';
import { fetchCoveredMonths } from '../covered-months.ts';
import type { MonthsToFetch } from '../months.ts';
import { causeOfLostPage } from '../portal-trouble.ts';
import { notedTelInfo } from '../tel-info-notes.ts';
import { callPageReader, readBills } from './pages.ts';
import { type Page, visit } from './visit.ts';

/** The most that a portal gives at a time. */
const mostRows = 200;

type Ask = <T>(page: Page<T>, fields: Readonly<Record<string, string>>) => Promise<T>;

/** Pages of calls by row offset. A portal that gives fewer rows than asked for would have the others skipped: its first page sets the step. */
function openCallPages(ask: Ask): MonthsToFetch['fetchPage'] {
  const path = '/i/v1/fee/detailbillinfojsonp/{tel}';
  const stepOf = new Map<string, number>();
  return async (month, pageNo) => {
    const page = { path, how: 'jsonp', repeatable: true, read: callPageReader(month) } as const;
    const step = stepOf.get(month) ?? mostRows;
    const curCuror = String((pageNo - 1) * step + 1);
    const answer = await ask(page, { curCuror, step: String(step), qryMonth: month, billType: '02' });
    if (pageNo === 1 && answer.kind === 'rows') stepOf.set(month, answer.calls.length);
    return answer;
  };
}

const billPage = { path: '/i/v1/fee/billinfo/{tel}', how: 'get', repeatable: true, read: readBills } as const;

/** One page holds the bills of all `months`, newest first; a month that has none is not on it. */
async function fetchBills(ask: Ask, months: readonly string[]): Promise<MonthOfBill[]> {
  const [endMonth, bgnMonth = endMonth] = [months[0], months.at(-1)];
  if (endMonth === undefined || bgnMonth === undefined) return [];
  try {
    const bills = await ask(billPage, { bgnMonth, endMonth });
    return months.map((month) => {
      const bill = bills.find(({ bill_month }) => bill_month === month) ?? null;
      return { month, bill, cause: bill === null ? `${billPage.path}: no bill` : '' };
    });
  } catch (error) {
    const cause = causeOfLostPage(error);
    return months.map((month) => ({ month, bill: null, cause }));
  }
}

export async function fetchAll(
  context: StepContext,
  notes: Notes,
  onProgress: (progress: Progress) => void,
): Promise<Fetched> {
  const asking = openAsking(context.portal);
  const ask: Ask = (page, fields) => asking(() => visit(context, page, fields));
  return fetchCoveredMonths({
    now: context.now(),
    telInfo: notedTelInfo(notes),
    fullPage: mostRows,
    fetchPage: openCallPages(ask),
    fetchBills: (months) => fetchBills(ask, months),
    onProgress,
  });
}
