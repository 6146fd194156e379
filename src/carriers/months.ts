/** Fetches the calls of all months at once, page by page, and judges each month (report semantics §9). */

import type { CallRecord } from '../domain/call-record.ts';
import type { Code } from '../errors.ts';
import type { MonthOfCalls, Progress } from './connector.ts';
import { causeOfLostPage } from './portal-trouble.ts';

/** What one page of a month said. */
export type MonthPage =
  /** `total` rows in `pages` pages are announced for the month; null: not said, the next page will tell. */
  | { kind: 'rows'; calls: CallRecord[]; total: number | null; pages: number | null }
  /** An explicit "no records". */
  | { kind: 'none' }
  /** The carrier will not show this month; `code` is what it means if it will show none, null when a month's matter only. */
  | { kind: 'refused'; code: Code | null; cause: string };

export interface MonthsToFetch {
  /** `YYYYMM`, in the order that the result keeps. */
  months: readonly string[];
  /** Rows of a full page: a shorter one is the last when the page count is not announced. */
  fullPage: number;
  /** Retries are its own affair. A PortalTrouble that is not session-wide costs the page, any other error ends everything. */
  fetchPage: (month: string, pageNo: number) => Promise<MonthPage>;
  onProgress: (progress: Progress) => void;
}

export interface FetchedMonths {
  months: MonthOfCalls[];
  /** Set when every month was refused for the same reason. */
  refusedAs: Code | null;
}

/** Guards against a portal that announces nonsense; a heavy user's month has 36 of 100 rows. */
const maxPages = 500;

type PageOrFailure = MonthPage | { kind: 'failed'; cause: string };

export async function fetchMonths(wanted: MonthsToFetch): Promise<FetchedMonths> {
  const progress: Progress = { monthsDone: 0, monthsTotal: wanted.months.length, calls: 0 };
  const refusals: (Code | null)[] = [];

  async function fetchPage(month: string, pageNo: number): Promise<PageOrFailure> {
    try {
      const page = await wanted.fetchPage(month, pageNo);
      if (page.kind === 'rows') {
        progress.calls += page.calls.length;
        wanted.onProgress({ ...progress });
      }
      return page;
    } catch (error) {
      return { kind: 'failed', cause: causeOfLostPage(error) };
    }
  }

  /** The pages after the first: together when their number is known, else one after the other up to a short one. */
  async function fetchRest(month: string, first: MonthPage & { kind: 'rows' }): Promise<PageOrFailure[]> {
    if (first.pages !== null) {
      const count = Math.max(0, Math.min(first.pages, maxPages) - 1);
      return Promise.all(Array.from({ length: count }, (_, index) => fetchPage(month, index + 2)));
    }
    const rest: PageOrFailure[] = [];
    let last: PageOrFailure = first;
    while (last.kind === 'rows' && last.calls.length >= wanted.fullPage && rest.length < maxPages) {
      last = await fetchPage(month, rest.length + 2);
      rest.push(last);
    }
    return rest;
  }

  async function fetchMonth(month: string): Promise<MonthOfCalls> {
    const first = await fetchPage(month, 1);
    if (first.kind === 'refused') refusals.push(first.code);
    const judged =
      first.kind === 'rows'
        ? judgeRows(month, [first, ...(await fetchRest(month, first))])
        : judgeRowless(month, first);
    progress.monthsDone++;
    wanted.onProgress({ ...progress });
    return judged;
  }

  const months = await Promise.all(wanted.months.map(fetchMonth));
  const [refusedAs = null, ...others] = refusals;
  const allAlike = refusals.length === months.length && others.every((code) => code === refusedAs);
  return { months, refusedAs: allAlike ? refusedAs : null };
}

function judgeRowless(month: string, page: PageOrFailure): MonthOfCalls {
  if (page.kind === 'failed' || page.kind === 'refused') {
    return { month, verdict: 'missing', calls: [], cause: page.cause };
  }
  return { month, verdict: 'complete', calls: [], cause: '' };
}

function judgeRows(month: string, pages: PageOrFailure[]): MonthOfCalls {
  const calls = pages.flatMap((page) => (page.kind === 'rows' ? page.calls : []));
  const announced = pages.flatMap((page) => (page.kind === 'rows' && page.total !== null ? [page.total] : []));
  const broken = pages.find((page) => page.kind === 'failed' || page.kind === 'refused');
  if (broken !== undefined) return { month, verdict: 'partial', calls, cause: broken.cause };
  if (calls.length === 0 && announced.length === 0) {
    return { month, verdict: 'unclear', calls, cause: 'no rows, and no word that there are none' };
  }
  const total = Math.max(0, ...announced);
  if (calls.length < total) {
    return { month, verdict: 'partial', calls, cause: `${total} rows announced, ${calls.length} given` };
  }
  return { month, verdict: 'complete', calls, cause: '' };
}
