/** Puts what a connector fetched into the one document of §13: calls newest first, bills, and the month lists. */

import type { Fetched } from '../carriers/connector.ts';
import type { CallRecord, RecordData } from '../domain/call-record.ts';

type FetchedOk = Extract<Fetched, { kind: 'fetched' }>;

export function assembleRecord(fetched: FetchedOk, ids: { tel: string; uid: string; sid: string }): RecordData {
  const monthsThat = (verdict: string) =>
    fetched.calls
      .filter((month) => month.verdict === verdict)
      .map((month) => month.month)
      .sort();
  const rows = fetched.calls
    .toSorted((a, b) => b.month.localeCompare(a.month))
    .flatMap(({ month, calls }) => newestCallsFirst(calls).map((placed) => ({ month, ...placed })));
  return {
    tel: ids.tel,
    uid: ids.uid,
    sid: ids.sid,
    call_log_missing_month_list: monthsThat('missing'),
    call_log_possibly_missing_month_list: monthsThat('unclear'),
    call_log_part_missing_month_list: monthsThat('partial'),
    phone_bill_missing_month_list: fetched.bills
      .filter((month) => month.bill === null)
      .map((month) => month.month)
      .sort(),
    call_log: rows.map(({ call }) => call),
    tel_info: fetched.telInfo,
    bill: fetched.bills
      .flatMap((month) => (month.bill ? [month.bill] : []))
      .sort((a, b) => b.bill_month.localeCompare(a.bill_month)),
    xiangdan: {
      undated_calls: rows.flatMap(({ month, isDated }, index) => (isDated ? [] : [{ index, month }])),
    },
  };
}

interface Placed {
  call: CallRecord;
  isDated: boolean;
  at: number;
}

/** A row whose time cannot be read stays behind the readable one that the carrier listed before it. */
function newestCallsFirst(calls: CallRecord[]): Placed[] {
  let last = Number.POSITIVE_INFINITY;
  const placed = calls.map((call) => {
    const isDated = /^\d{10}$/.test(call.call_time);
    if (isDated) last = Number(call.call_time);
    return { call, isDated, at: last };
  });
  // A stable sort; what is undated at the top has no instant to be subtracted.
  return placed.sort((a, b) => (a.at === b.at ? 0 : b.at - a.at));
}
