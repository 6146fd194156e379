/** What all sections share: the input read once, counted once and ranked once. */

import { columnsOf } from '../domain/call-columns.ts';
import type { Bill, RecordHead, UserInfo } from '../domain/call-record.ts';
import { coveredMonths, monthStart } from '../domain/shanghai-time.ts';
import { type DunningSet, dunningSets } from './dunning.ts';
import { centsOf } from './figures.ts';
import { type EmergencyContact, emergencyContacts, type Rankings, rank } from './rankings.ts';
import { type Calls, type Counterpart, type InvalidCall, readCalls } from './read-calls.ts';
import type { ColumnsInput, Directory, NumberFacts, ReportInput } from './report-input.ts';
import { findSilences, type Silence } from './silences.ts';
import { thresholds as builtIn, type Thresholds } from './thresholds.ts';

/** A bill with a readable amount. */
export interface IssuedBill {
  bill: Bill;
  amountCents: number;
}

export interface Aggregate {
  record: RecordHead;
  /** Calls in the record, those included that no figure counts. */
  rowCount: number;
  userInfo: UserInfo | null;
  directory: Directory;
  thresholds: Thresholds;
  /** Unix seconds, may have a fraction. */
  now: number;
  /** The subscriber's own number. */
  own: { formatTel: string; facts: NumberFacts };
  /** Unix seconds, null when the carrier hides it. */
  openDate: number | null;
  /** `YYYYMM` of the report's range, newest first; the first is the current month. */
  months: readonly string[];
  calls: Calls;
  counterparts: readonly Counterpart[];
  rankings: Rankings;
  /** Which of the counterparts are dunning numbers. */
  dunning: ReadonlyMap<Counterpart, DunningSet>;
  contacts: readonly EmergencyContact[];
  invalid: readonly InvalidCall[];
  /** Newest first. */
  silences: readonly Silence[];
  /** By month of the range; the current month's is not issued yet and never here. */
  bills: ReadonlyMap<string, IssuedBill>;
}

export function aggregate(input: ReportInput): Aggregate {
  return aggregateColumns({ ...input, calls: columnsOf(input.record.call_log) });
}

export function aggregateColumns(input: ColumnsInput): Aggregate {
  const { record, userInfo, userContacts, now, directory, thresholds = builtIn } = input;
  const openDate = openDateOf(record);
  const months = coveredMonths(now, openDate);
  const monthStarts = months.map(monthStart);
  const { calls, counterparts, invalid } = readCalls(
    input.calls,
    new Map(record.xiangdan?.undated_calls.map(({ index, month }) => [index, month])),
    { monthStarts, openDate, now },
    directory,
  );
  const own = directory.normalise(record.tel).formatTel;
  return {
    record,
    rowCount: input.calls.count,
    userInfo,
    directory,
    thresholds,
    now,
    own: { formatTel: own, facts: directory.lookUp(own) },
    openDate,
    months,
    calls,
    counterparts,
    rankings: rank(counterparts, thresholds.majorContact),
    dunning: dunningSets(counterparts, thresholds),
    contacts: emergencyContacts(userContacts, directory),
    invalid,
    silences: findSilences({
      from: Math.max(openDate ?? -Infinity, monthStarts.at(-1) ?? now),
      now,
      callTimes: calls.times.subarray(0, calls.count),
      failedMonths: [...record.call_log_missing_month_list, ...record.call_log_part_missing_month_list],
    }),
    bills: issuedBills(record.bill, months),
  };
}

function openDateOf({ tel_info }: RecordHead): number | null {
  return /^\d+$/.test(tel_info.open_date) ? Number(tel_info.open_date) : null;
}

function issuedBills(bills: readonly Bill[], [, ...closedMonths]: readonly string[]): Map<string, IssuedBill> {
  const issued = new Map<string, IssuedBill>();
  for (const bill of bills) {
    const amountCents = centsOf(bill.bill_amount);
    if (amountCents !== null && closedMonths.includes(bill.bill_month))
      issued.set(bill.bill_month, { bill, amountCents });
  }
  return issued;
}
