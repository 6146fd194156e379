/** What 中国电信 does differently from province to province. */

import provinces from './provinces.json' with { type: 'json' };

/** `json` T1, `html` T2, `gbk` T3 of docs/carriers/telecom.md. */
export type SubDialect = 'json' | 'html' | 'gbk';

export interface ProvinceHabits {
  /** `11`; the jump page knows the province as `10011`. */
  id: string;
  /** `zj`: the folder of its portal. */
  site: string;
  dialect: SubDialect;
  /** How a forgotten password is replaced: by one's own, by a random one that is texted, by one that the page shows. */
  reset: 'own' | 'texted' | 'printed';
}

function toHabits(entry: { id: string; site: string; dialect: string; reset: string }): ProvinceHabits {
  const dialect = (['json', 'gbk'] as const).find((each) => each === entry.dialect) ?? 'html';
  const reset = (['texted', 'printed'] as const).find((each) => each === entry.reset) ?? 'own';
  return { id: entry.id, site: entry.site, dialect, reset };
}

const habitsOf: ReadonlyMap<string, ProvinceHabits> = new Map(
  Object.entries(provinces).map(([name, entry]) => [name, toHabits(entry)]),
);

/** Throws for a name that is no province: every subscriber lives in one of the 31. */
export function provinceHabits(province: string): ProvinceHabits {
  const habits = habitsOf.get(province);
  if (habits === undefined) throw new Error(`no province of 中国电信: ${province}`);
  return habits;
}
