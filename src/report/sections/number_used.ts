/** `number_used` of `call_behavior`: whether the number is used as a number in daily use is (report semantics §8). */

import { carrierNames } from '../../domain/carrier.ts';
import { daySeconds } from '../../domain/shanghai-time.ts';
import type { Aggregate } from '../aggregate.ts';
import type { Counterpart } from '../read-calls.ts';
import { unknownRegion } from '../report-input.ts';
import { longestHours, silencesWithin } from '../silences.ts';
import { calls_overview } from './calls_overview.ts';
import { sumsByMonth } from './calls_sa_monthly_usage.ts';
import { tel_info } from './tel_info.ts';

export interface NumberUsed {
  /** `中国移动`, `中国联通`, `中国电信`, `中国广电` by the number's prefix; `未知` when nobody has it. */
  telecom: string;
  open_date: string;
  blank_times_count_30: number;
  blank_times_count_90: number;
  blank_times_count_180: number;
  /** Whole days. */
  blank_times_count_max: number;
  /** Issued bills below 10.00 yuan. */
  amount_less_10_times: number;
  phone_bill_average: string;
  /** Months of the range with fewer than 10 calls, empty ones and the current one included. */
  times_per_mon_10: number;
  times_express_delivery: number;
  times_telecom: number;
  total_tels: number;
  active_region_check: 0 | 1 | 2;
  unnormal_flag: {
    blank_times_count_max_flag: boolean;
    amount_less_10_times_flag: boolean;
    blank_times_count_30_flag: boolean;
    blank_times_count_90_flag: boolean;
    times_per_mon_10_flag: boolean;
    open_date_flag: boolean;
    active_region_check_flag: boolean;
  };
}

export const deliveryLabels = ['快递送餐', '外卖送餐'];
/** The directory's category for service numbers of the carriers. */
export const carrierService = '运营商';

/** `overview` spares counting everything twice where it is there already. */
export function number_used(aggregate: Aggregate, overview = calls_overview(aggregate)): NumberUsed {
  const { own, silences, now, bills, calls, months, openDate, thresholds } = aggregate;
  const figures = {
    blank_times_count_30: silencesWithin(silences, 30, now),
    blank_times_count_90: silencesWithin(silences, 90, now),
    blank_times_count_180: silencesWithin(silences, 180, now),
    blank_times_count_max: Math.floor(longestHours(silences) / 24),
    amount_less_10_times: [...bills.values()].filter(({ amountCents }) => amountCents < 1000).length,
    times_per_mon_10: sumsByMonth(calls, months.length).filter(({ times }) => times < 10).length,
  };
  const limits = thresholds.numberUsed;
  return {
    telecom: own.facts.owner === null ? unknownRegion : carrierNames[own.facts.owner],
    open_date: tel_info(aggregate).open_date,
    ...figures,
    phone_bill_average: overview.phone_bill_average,
    times_express_delivery: timesWith(aggregate, ({ facts }) => deliveryLabels.includes(facts.flag?.type ?? '')),
    times_telecom: timesWith(aggregate, ({ facts }) => facts.catnames.includes(carrierService)),
    total_tels: overview.call_tel_sum,
    active_region_check: overview.conclusion_of_region_check,
    unnormal_flag: {
      blank_times_count_max_flag: figures.blank_times_count_max >= limits.longestSilenceDays,
      amount_less_10_times_flag: figures.amount_less_10_times >= limits.billsUnder10,
      blank_times_count_30_flag: figures.blank_times_count_30 >= limits.silencesIn30Days,
      blank_times_count_90_flag: figures.blank_times_count_90 >= limits.silencesIn90Days,
      times_per_mon_10_flag: figures.times_per_mon_10 >= limits.monthsUnder10Calls,
      open_date_flag: openDate !== null && now - openDate < limits.openedDays * daySeconds,
      active_region_check_flag: overview.conclusion_of_region_check === 2,
    },
  };
}

/** Calls, in and out, with the numbers that are so. */
export function timesWith({ counterparts }: Aggregate, isSo: (counterpart: Counterpart) => boolean): number {
  return counterparts.filter(isSo).reduce((sum, { times }) => sum + times, 0);
}
