/** What 中国联通 does differently from province to province. */

import provinces from './provinces.json' with { type: 'json' };

export interface ProvinceHabits {
  /** Whether an SMS code stands before the call details. */
  sms: boolean;
  /** The shape of past bills. The B provinces run the older system: it also loses the encoding of its error texts. */
  bill: 'A' | 'B';
}

const habitsOf: ReadonlyMap<string, ProvinceHabits> = new Map(
  Object.entries(provinces).map(([name, { sms, bill }]) => [name, { sms, bill: bill === 'B' ? 'B' : 'A' }]),
);

/** A number whose province is unknown is treated the plain way. */
export function provinceHabits(province: string): ProvinceHabits {
  return habitsOf.get(province) ?? { sms: false, bill: 'A' };
}
