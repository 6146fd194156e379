/** `completeness`: of every month of the range, whether its calls and its bill are all there, and why not. */

import type { RecordData } from '../../../domain/call-record.ts';
import type { Aggregate } from '../../aggregate.ts';
import { sumsByMonth } from '../calls_sa_monthly_usage.ts';

export interface CompletenessRow {
  /** `YYYYMM`. */
  month: string;
  calls: 'complete' | 'missing' | 'possibly_missing' | 'part_missing';
  calls_cause: string;
  call_times: number;
  bill: 'issued' | 'not_issued' | 'missing';
  bill_cause: string;
}

/** In this order: a month that is in two lists is told by the graver. */
const callGaps = [
  ['call_log_missing_month_list', 'missing', '运营商查询失败或拒绝查询，整月缺失'],
  ['call_log_part_missing_month_list', 'part_missing', '运营商只返回了部分记录，当月不完整'],
  ['call_log_possibly_missing_month_list', 'possibly_missing', '运营商返回空页且未说明无记录，可能缺失'],
] as const satisfies readonly (readonly [keyof RecordData, CompletenessRow['calls'], string])[];

/** Newest first. */
export function completeness({ record, months, calls, bills }: Aggregate): CompletenessRow[] {
  const sums = sumsByMonth(calls, months.length);
  return months.map((month, index) => {
    const gap = callGaps.find(([list]) => record[list].includes(month));
    return {
      month,
      calls: gap?.[1] ?? 'complete',
      calls_cause: gap?.[2] ?? '记录完整',
      call_times: sums[index]?.times ?? 0,
      ...billOf(bills.has(month), index === 0),
    };
  });
}

function billOf(isIssued: boolean, isCurrent: boolean): Pick<CompletenessRow, 'bill' | 'bill_cause'> {
  if (isIssued) return { bill: 'issued', bill_cause: '账单已出' };
  if (isCurrent) return { bill: 'not_issued', bill_cause: '当月未出账单' };
  return { bill: 'missing', bill_cause: '运营商未返回该月账单' };
}
