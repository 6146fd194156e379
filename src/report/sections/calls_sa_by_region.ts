/** `calls_sa_by_region`: the calls by where the counterparts belong (report semantics §5). */

import type { Aggregate } from '../aggregate.ts';
import { nationwide, unknownRegion } from '../report-input.ts';

/** Lengths in seconds. */
export interface RegionRow {
  region: string;
  /** Distinct numbers. */
  total_format_tel: number;
  call_times: string;
  call_length: string;
  call_in_times: number;
  call_out_times: number;
  call_in_length: number;
  call_out_length: number;
}

/** The sums of one region; `numbers` is how many distinct ones. */
export interface RegionSums {
  region: string;
  numbers: number;
  inTimes: number;
  inLength: number;
  outTimes: number;
  outLength: number;
}

export function calls_sa_by_region(aggregate: Aggregate): RegionRow[] {
  return regionSums(aggregate)
    .sort(
      (a, b) =>
        placeless(a.region) - placeless(b.region) ||
        b.numbers - a.numbers ||
        timesOf(b) - timesOf(a) ||
        lengthOf(b) - lengthOf(a) ||
        (a.region < b.region ? -1 : 1),
    )
    .map((sums) => ({
      region: sums.region,
      total_format_tel: sums.numbers,
      call_times: String(timesOf(sums)),
      call_length: String(lengthOf(sums)),
      call_in_times: sums.inTimes,
      call_out_times: sums.outTimes,
      call_in_length: sums.inLength,
      call_out_length: sums.outLength,
    }));
}

/** In no particular order. */
export function regionSums({ counterparts }: Pick<Aggregate, 'counterparts'>): RegionSums[] {
  const regions = new Map<string, RegionSums>();
  for (const { facts, inTimes, inLength, outTimes, outLength } of counterparts) {
    const sums = regions.get(facts.region) ?? noSums(facts.region);
    sums.numbers += 1;
    sums.inTimes += inTimes;
    sums.inLength += inLength;
    sums.outTimes += outTimes;
    sums.outLength += outLength;
    regions.set(facts.region, sums);
  }
  return [...regions.values()];
}

function noSums(region: string): RegionSums {
  return { region, numbers: 0, inTimes: 0, inLength: 0, outTimes: 0, outLength: 0 };
}

export function timesOf({ inTimes, outTimes }: RegionSums): number {
  return inTimes + outTimes;
}

export function lengthOf({ inLength, outLength }: RegionSums): number {
  return inLength + outLength;
}

/** 0 for a province, then `全国`, then `未知`. */
export function placeless(region: string): number {
  return [nationwide, unknownRegion].indexOf(region) + 1;
}
