/**
 * Everything that no public source decides, in one table: the (d) of the report semantics.
 *
 * `xiangdan report --explain` prints it. Whoever changes a value gives `version` a new suffix (`V2.8.0-2`), so that two
 * reports with one version were counted alike; a test holds the two together.
 */

export const version = 'V2.8.0';

/** Degree 1, 2 and 3 from these values on (report semantics §8). */
export type DegreeSteps = readonly [low: number, mid: number, high: number];

export const thresholds = {
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
  } satisfies Record<string, DegreeSteps>,

  /** §8: the result is at least this when the suspected set reaches the highest degree within the last 30 days. */
  resultOfRecentSuspicion: 2,
} as const;
