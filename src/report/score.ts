/** The score of §16 (催收分): what dunning numbers did, over everything and by age (report semantics §10). */

import { daySeconds, formatDateTime } from '../domain/shanghai-time.ts';
import type { Aggregate } from './aggregate.ts';
import type { DunningSet } from './dunning.ts';
import { quotient } from './figures.ts';

/** Every figure is text (report semantics §0); lengths in seconds, the average with two decimals. */
export interface ScoreFigures {
  /** Distinct numbers. */
  call_tel_total_nums: string;
  call_total_times: string;
  call_out_times: string;
  call_in_times: string;
  call_total_duration: string;
  call_avg_duration: string;
  call_out_duration: string;
  call_in_duration: string;
  /** Calls under 15 seconds, of 15 to 30, and of 60 and more. */
  call_duration_below15: string;
  call_duration_between15_and_30: string;
  call_duration_above60: string;
}

export interface OverviewFigures extends ScoreFigures {
  /** `YYYY-MM-DD HH:mm:ss`, `无` when there is none. */
  first_call_time: string;
  last_call_time: string;
}

interface BothSets<Figures> {
  /** The confirmed set. */
  dunning: Figures;
  /** The suspected set. */
  not_sure_dunning: Figures;
}

/** Days before the base instant, from the younger end up to but without the older. */
const windows = {
  last_week: [0, 7],
  last_two_weeks: [0, 14],
  last_three_weeks: [0, 21],
  last_30_days: [0, 30],
  last_30_and_60_days: [30, 60],
  last_60_and_90_days: [60, 90],
} as const;

/** `data` of `/cuishou`, in the order of §16.5. */
export interface ScoreData extends Record<keyof typeof windows, BothSets<ScoreFigures>> {
  overview: BothSets<OverviewFigures>;
  sid: string;
  tel: string;
  uid: string;
  /** Base instant, unix seconds. */
  time: number;
  /** Rows handed in, and how many of them are counted. */
  total_num: number;
  effective_num: number;
}

/** `sid` is the score's own (32 hex), `uid` what stands under that name: the session's SID (§16.5). */
export function score(aggregate: Aggregate, sid: string, uid: string): ScoreData {
  const within = (window: keyof typeof windows): BothSets<ScoreFigures> => {
    const [youngest, oldest] = windows[window];
    return bothSets(aggregate, youngest, oldest, figuresOf);
  };
  return {
    overview: bothSets(aggregate, -Infinity, Infinity, overviewOf),
    last_week: within('last_week'),
    last_two_weeks: within('last_two_weeks'),
    last_three_weeks: within('last_three_weeks'),
    last_30_days: within('last_30_days'),
    last_30_and_60_days: within('last_30_and_60_days'),
    last_60_and_90_days: within('last_60_and_90_days'),
    sid,
    tel: aggregate.record.tel,
    uid,
    time: Math.floor(aggregate.now),
    total_num: aggregate.rowCount,
    effective_num: aggregate.calls.count,
  };
}

/** Sums over some calls of one set. */
interface Sums {
  numbers: Set<number>;
  inTimes: number;
  inLength: number;
  outTimes: number;
  outLength: number;
  below15: number;
  upTo30: number;
  from60: number;
  first: number;
  last: number;
}

function bothSets<F>(
  aggregate: Aggregate,
  youngestDays: number,
  oldestDays: number,
  print: (sums: Sums) => F,
): BothSets<F> {
  const { calls, counterparts, dunning, now } = aggregate;
  const sums: Record<DunningSet, Sums> = { confirmed: noSums(), suspected: noSums() };
  const setOf = counterparts.map((counterpart) => dunning.get(counterpart) ?? null);
  for (let at = 0; at < calls.count; at += 1) {
    const counterpart = calls.counterparts[at] ?? 0;
    const set = setOf[counterpart] ?? null;
    if (set === null) continue;
    const time = calls.times[at] ?? 0;
    const days = (now - time) / daySeconds;
    if (days >= youngestDays && days < oldestDays)
      add(sums[set], counterpart, time, calls.lengths[at] ?? 0, calls.incoming[at] ?? 0);
  }
  return { dunning: print(sums.confirmed), not_sure_dunning: print(sums.suspected) };
}

function noSums(): Sums {
  const none = { inTimes: 0, inLength: 0, outTimes: 0, outLength: 0, below15: 0, upTo30: 0, from60: 0 };
  return { numbers: new Set(), ...none, first: Infinity, last: -Infinity };
}

function add(sums: Sums, counterpart: number, time: number, length: number, incoming: number): void {
  sums.numbers.add(counterpart);
  sums.inTimes += incoming;
  sums.inLength += incoming * length;
  sums.outTimes += 1 - incoming;
  sums.outLength += (1 - incoming) * length;
  if (length < 15) sums.below15 += 1;
  else if (length <= 30) sums.upTo30 += 1;
  else if (length >= 60) sums.from60 += 1;
  sums.first = Math.min(sums.first, time);
  sums.last = Math.max(sums.last, time);
}

function figuresOf(sums: Sums): ScoreFigures {
  const times = sums.inTimes + sums.outTimes;
  const length = sums.inLength + sums.outLength;
  return {
    call_tel_total_nums: String(sums.numbers.size),
    call_total_times: String(times),
    call_out_times: String(sums.outTimes),
    call_in_times: String(sums.inTimes),
    call_total_duration: String(length),
    call_avg_duration: quotient(length, times),
    call_out_duration: String(sums.outLength),
    call_in_duration: String(sums.inLength),
    call_duration_below15: String(sums.below15),
    call_duration_between15_and_30: String(sums.upTo30),
    call_duration_above60: String(sums.from60),
  };
}

function overviewOf(sums: Sums): OverviewFigures {
  const instant = (time: number) => (Number.isFinite(time) ? formatDateTime(time) : '无');
  return { ...figuresOf(sums), first_call_time: instant(sums.first), last_call_time: instant(sums.last) };
}
