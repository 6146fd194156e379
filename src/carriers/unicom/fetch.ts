/** Fetching calls and bills from 中国联通 once the subscriber is signed in. */

import { type TelInfo, undisclosed } from '../../domain/call-record.ts';
import { coveredMonths, lastDayOf, monthOf, wallClock } from '../../domain/shanghai-time.ts';
import type { Fetched, MonthOfBill, Notes, Progress, StepContext } from '../connector.ts';
import { openGate } from '../gate.ts';
import { fetchMonths, type MonthPage } from '../months.ts';
import { causeOfLostPage, isSessionWide } from '../portal-trouble.ts';
import { withRetries } from '../retry.ts';
import { billReader, callPageReader } from './pages.ts';
import { type Page, signInPages, visit } from './visit.ts';

/** What a browser opens to one site. */
const maxInFlight = 4;
/** 100–5000 are accepted. Most months fit one page; of a heavy user's, pages come side by side and a bad one costs little. */
const rowsPerPage = 500;

type Ask = <T>(page: Page<T>, fields: Readonly<Record<string, string>>) => Promise<T>;

/** Asks for pages with retries, so many at a time. A lost session is confirmed again once; lost for good, nothing more is asked. */
function openAsking(context: StepContext): Ask {
  const gate = openGate(maxInFlight);
  let confirmed: Promise<TelInfo> | null = null;

  function confirmAgain(): Promise<TelInfo> {
    confirmed ??= withRetries(context.portal.pace, 'fetchTries', () => visit(context, signInPages.checkLogin, {}));
    return confirmed;
  }

  async function keepSession<T>(attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      if (!isSessionWide(error)) throw error;
    }
    try {
      await confirmAgain();
      return await attempt();
    } catch (error) {
      // Here and not further out: the gate hands this request's place on as soon as it fails.
      if (isSessionWide(error)) gate.close(error);
      throw error;
    }
  }

  return (page, fields) =>
    withRetries(context.portal.pace, 'fetchTries', () =>
      gate.pass(() => keepSession(() => visit(context, page, fields))),
    );
}

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

function telInfoOf(notes: Notes): TelInfo {
  return {
    full_name: notes.fullName ?? undisclosed,
    id_card: notes.idCard ?? undisclosed,
    address: notes.address ?? undisclosed,
    open_date: notes.openDate ?? undisclosed,
  };
}

export async function fetchAll(
  context: StepContext,
  notes: Notes,
  onProgress: (progress: Progress) => void,
): Promise<Fetched> {
  const now = context.now();
  const telInfo = telInfoOf(notes);
  const months = coveredMonths(now, telInfo.open_date === undisclosed ? null : Number(telInfo.open_date));
  const ask = openAsking(context);

  const [calls, bills] = await Promise.all([
    fetchMonths({
      months,
      fullPage: rowsPerPage,
      fetchPage: (month, pageNo) => fetchCallPage(ask, month, pageNo, now),
      onProgress,
    }),
    Promise.all(months.filter((month) => month !== monthOf(now)).map((month) => fetchBill(ask, month))),
  ]);
  if (calls.refusedAs !== null) {
    return { kind: 'refused', code: calls.refusedAs, detail: calls.months[0]?.cause ?? 'no month covered' };
  }
  return { kind: 'fetched', telInfo, calls: calls.months, bills };
}
