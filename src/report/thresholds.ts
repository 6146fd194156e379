/**
 * Everything that no public source decides, in one table: the (d) of the report semantics.
 *
 * `xiangdan report --explain` prints it. Whoever changes a value here gives `version` a new suffix (`V2.8.0-2`), so that two
 * reports with one version were counted alike; a test holds the two together. A table from a file gets its suffix by itself.
 */

export const version = 'V2.8.0';

/** Degree 1, 2 and 3 from these values on (report semantics §8). */
export type DegreeSteps = readonly [low: number, mid: number, high: number];

/** 0 none · 1 low · 2 middle · 3 high. */
export type Degree = 0 | 1 | 2 | 3;

export interface Thresholds {
  majorContact: { rank: number; seconds: number };
  numberUsed: {
    longestSilenceDays: number;
    billsUnder10: number;
    silencesIn30Days: number;
    silencesIn90Days: number;
    monthsUnder10Calls: number;
    openedDays: number;
  };
  lawDispute: { lawyer: number; publicSecurityLaw: number; police110: number };
  badLabels: readonly string[];
  badTags: readonly number[];
  suspectedDunningTags: readonly number[];
  dunningDegrees: Record<DunningMeasure, DegreeSteps>;
  resultOfRecentSuspicion: Degree;
}

/** The dunning figures that have a degree. */
export type DunningMeasure =
  | 'nums_tel'
  | 'call_in_times'
  | 'call_in_length'
  | 'call_in_less_15'
  | 'most_times_by_tel'
  | 'up_2_times_by_tel'
  | 'call_out_times'
  | 'call_out_length'
  | '7day_times'
  | '30day_times'
  | '60day_times'
  | '90day_times'
  | '120day_times';

export const thresholds: Thresholds = {
  /** §5: in the first so many of both rankings, with at least so many seconds. */
  majorContact: { rank: 3, seconds: 60 },

  /** §8 number_used: flagged from these values on; `openedDays` flags a younger number. */
  numberUsed: {
    longestSilenceDays: 7,
    billsUnder10: 3,
    silencesIn30Days: 2,
    silencesIn90Days: 4,
    monthsUnder10Calls: 3,
    openedDays: 180,
  },

  /** §8 law_dispute: flagged from so many calls on. */
  lawDispute: { lawyer: 3, publicSecurityLaw: 3, police110: 3 },

  /** §8 number_tags: marks and tags that make a number abnormal. */
  badLabels: ['骚扰电话', '疑似诈骗', '诈骗', '推销', '广告推销', '催收'],
  badTags: [13, 7, 16],

  /** §7: tags that make a number suspected of dunning once it has called. */
  suspectedDunningTags: [4, 5, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33],

  /** §8: the same steps for both sets; they reproduce all 26 pairs of the document's sample. */
  dunningDegrees: {
    nums_tel: [1, 5, 15],
    call_in_times: [1, 5, 15],
    call_in_length: [1200, 3600, 7200],
    call_in_less_15: [1, 4, 10],
    most_times_by_tel: [1, 3, 6],
    up_2_times_by_tel: [1, 3, 5],
    call_out_times: [1, 15, 30],
    call_out_length: [60, 300, 900],
    '7day_times': [1, 3, 6],
    '30day_times': [1, 4, 8],
    '60day_times': [1, 5, 10],
    '90day_times': [1, 5, 10],
    '120day_times': [1, 5, 10],
  },

  /** §8: the result is at least this when the suspected set reaches the highest degree within the last 30 days. */
  resultOfRecentSuspicion: 2,
};

/** `V2.8.0` for the table above; any other adds its digest (`V2.8.0-9c1e04b7`), so that the versions of two tables differ. */
export function versionOf(used: Thresholds): string {
  const text = JSON.stringify(used);
  return text === JSON.stringify(thresholds) ? version : `${version}-${fnv1a(text)}`;
}

/** 32 bits in hex: enough to tell tables apart, and the report must do without a crypto module. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
