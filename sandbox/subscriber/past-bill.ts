/** The bill of a past month as long as the carrier has it. */

import { monthsAgo } from '../shanghai-clock.ts';
import { billOfMonth, type SandboxBill } from './bills.ts';
import { coveredMonths } from './calls.ts';
import type { Subscriber } from './subscriber.ts';

/** `month` is `YYYYMM` as it was asked for, whatever it be; null for the current one and for the one that scenario 71 has lost. */
export function pastBill(subscriber: Subscriber, month: string, now: number): SandboxBill | null {
  const back = monthsAgo(month, now);
  const has =
    back > 0 && back !== subscriber.scenario.missingBillBack && coveredMonths(subscriber, now).includes(month);
  return has ? billOfMonth(subscriber, month) : null;
}
