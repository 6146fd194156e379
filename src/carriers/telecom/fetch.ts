/** Fetching calls and bills from a province of 中国电信 once the subscriber is signed in. */

import { openAsking } from '../asking.ts';
import type { Fetched, MonthOfBill, Notes, Progress, StepContext } from '../connector.ts';
import { fetchCoveredMonths } from '../covered-months.ts';
import { causeOfLostPage, PortalTrouble } from '../portal-trouble.ts';
import { notedTelInfo } from '../tel-info-notes.ts';
import { notedHome, siteOf, visitorOf } from './visitor.ts';

export async function fetchAll(
  context: StepContext,
  notes: Notes,
  onProgress: (progress: Progress) => void,
): Promise<Fetched> {
  const home = notedHome(notes);
  if (home === null) throw new PortalTrouble('signedOut', '/', 'never signed in');
  const { siteCode } = home;
  const site = siteOf(home);
  const visitor = visitorOf(context, home, notes);
  const ask = openAsking(context.portal);

  async function fetchBill(month: string): Promise<MonthOfBill> {
    try {
      const bill = await ask(() => site.bill(visitor, month));
      return { month, bill, cause: bill === null ? `/${siteCode}: no bill` : '' };
    } catch (error) {
      return { month, bill: null, cause: causeOfLostPage(error) };
    }
  }

  return fetchCoveredMonths({
    now: context.now(),
    telInfo: notedTelInfo(notes),
    fullPage: site.fullPage,
    fetchPage: (month, pageNo) => ask(() => site.calls(visitor, month, pageNo)),
    fetchBills: (months) => Promise.all(months.map(fetchBill)),
    onProgress,
  });
}
