/** `cuishou_risk_detection`: calls with dunning numbers, and how grave they are (report semantics §8). */

import type { Aggregate } from '../aggregate.ts';
import { type DunningDegrees, type DunningFigures, dunningDegrees, dunningFigures } from '../dunning.ts';
import type { Degree, Thresholds } from '../thresholds.ts';

/** Totals are those of both sets; `cuishou` is the confirmed one, `yisicuishou` the suspected. */
export interface CuishouRiskDetection {
  total_tels: number;
  total_call_times: number;
  total_call_in_times: number;
  total_call_out_times: number;
  cuishou: DunningFigures;
  cuishou_degree: DunningDegrees;
  yisicuishou: DunningFigures;
  yisicuishou_degree: DunningDegrees;
  /** 0 none · 1 light · 2 middle · 3 grave. */
  detection_result: Degree;
}

export function cuishou_risk_detection(aggregate: Aggregate): CuishouRiskDetection {
  const confirmed = dunningFigures(aggregate, 'confirmed');
  const suspected = dunningFigures(aggregate, 'suspected');
  const confirmedDegrees = dunningDegrees(confirmed, aggregate.thresholds);
  const suspectedDegrees = dunningDegrees(suspected, aggregate.thresholds);
  const inTimes = confirmed.call_in_times + suspected.call_in_times;
  const outTimes = confirmed.call_out_times + suspected.call_out_times;
  return {
    total_tels: confirmed.nums_tel + suspected.nums_tel,
    total_call_times: inTimes + outTimes,
    total_call_in_times: inTimes,
    total_call_out_times: outTimes,
    cuishou: confirmed,
    cuishou_degree: confirmedDegrees,
    yisicuishou: suspected,
    yisicuishou_degree: suspectedDegrees,
    detection_result:
      inTimes + outTimes === 0 ? 0 : detectionResult(confirmedDegrees, suspectedDegrees, aggregate.thresholds),
  };
}

const descendingDegrees: readonly Degree[] = [3, 2, 1];

/** Some call there is: at least light. The suspected set counts only when it is grave and recent. */
export function detectionResult(
  confirmed: DunningDegrees,
  suspected: DunningDegrees,
  { resultOfRecentSuspicion }: Pick<Thresholds, 'resultOfRecentSuspicion'>,
): Degree {
  const reached = Object.values(confirmed);
  const gravest = descendingDegrees.find((degree) => reached.includes(degree)) ?? 1;
  const isRecent = suspected['7day_times'] === 3 || suspected['30day_times'] === 3;
  return isRecent && gravest < resultOfRecentSuspicion ? resultOfRecentSuspicion : gravest;
}
