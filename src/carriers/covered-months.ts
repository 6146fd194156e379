/** Fetches whatever a report covers, in the same way at every carrier: months of calls and past bills side by side. */

import { type TelInfo, undisclosed } from '../domain/call-record.ts';
import { coveredMonths, monthOf } from '../domain/shanghai-time.ts';
import type { Fetched, MonthOfBill } from './connector.ts';
import { fetchMonths, type MonthsToFetch } from './months.ts';

export interface CoveredMonths extends Omit<MonthsToFetch, 'months'> {
  /** Unix seconds. */
  now: number;
  telInfo: TelInfo;
  /** `months` are past ones, newest first: the current month has no bill yet. */
  fetchBills: (months: readonly string[]) => Promise<MonthOfBill[]>;
}

/** `refused` when the carrier refuses every month for the same reason. */
export async function fetchCoveredMonths({ now, telInfo, fetchBills, ...pages }: CoveredMonths): Promise<Fetched> {
  const openDate = telInfo.open_date === undisclosed ? null : Number(telInfo.open_date);
  const months = coveredMonths(now, openDate);
  const pastMonths = months.filter((month) => month !== monthOf(now));
  const [calls, bills] = await Promise.all([fetchMonths({ ...pages, months }), fetchBills(pastMonths)]);
  if (calls.refusedAs !== null) {
    return { kind: 'refused', code: calls.refusedAs, detail: calls.months[0]?.cause ?? 'no month covered' };
  }
  return { kind: 'fetched', telInfo, calls: calls.months, bills };
}
