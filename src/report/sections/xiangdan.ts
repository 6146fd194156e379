/** `xiangdan`: what this project says beyond the document, under the one key that is its own; old clients pass it over. */

import type { Aggregate } from '../aggregate.ts';
import { calls_by_hour } from './xiangdan/calls_by_hour.ts';
import { type CircleRow, circle_by_province } from './xiangdan/circle_by_province.ts';
import { type CompletenessRow, completeness } from './xiangdan/completeness.ts';
import { contact_trend, type TrendRow } from './xiangdan/contact_trend.ts';
import { type TravelRow, travel } from './xiangdan/travel.ts';

export interface XiangdanSection {
  completeness: CompletenessRow[];
  /** Seven rows, Monday first, of 24 counts. */
  calls_by_hour: number[][];
  circle_by_province: CircleRow[];
  travel: TravelRow[];
  contact_trend: TrendRow[];
}

export function xiangdan(aggregate: Aggregate): XiangdanSection {
  return {
    completeness: completeness(aggregate),
    calls_by_hour: calls_by_hour(aggregate),
    circle_by_province: circle_by_province(aggregate),
    travel: travel(aggregate),
    contact_trend: contact_trend(aggregate),
  };
}
