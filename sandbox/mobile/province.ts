/** What 中国移动 does differently from province to province. */

import provinces from './provinces.json' with { type: 'json' };

export interface ProvinceHabits {
  /** What the sign-in wants besides the password. */
  login: 'sms' | 'captcha';
  /** Whether a forgotten password can be set anew online. */
  recovery: boolean;
  /** `2026-11-25 16:43:05`, `2026/11/25 16:43:05`, `11-25 16:43:05`. */
  time: 'dash' | 'slash' | 'yearless';
  /** `1分20秒`, `1分钟20秒`. */
  minute: '分' | '分钟';
  /** Which pages of call details tell how many rows there are: all, or the first and the last. */
  total: 'every' | 'ends';
  /** Whether packages know a home tariff or cover the whole country: calls are named after it. */
  tariff: 'home' | 'country';
  /** Whether a month of call details ends with a row that sums it up. */
  summary: boolean;
}

function oneOf<T extends string>(allowed: readonly T[], text: string): T {
  const found = allowed.find((each) => each === text);
  if (found === undefined) throw new Error(`provinces.json of 中国移动: ${text} is none of ${allowed.join(', ')}`);
  return found;
}

const habitsOf: ReadonlyMap<string, ProvinceHabits> = new Map(
  Object.entries(provinces).map(([name, { login, recovery, time, minute, total, tariff, summary }]) => [
    name,
    {
      login: oneOf(['sms', 'captcha'], login),
      recovery,
      time: oneOf(['dash', 'slash', 'yearless'], time),
      minute: oneOf(['分', '分钟'], minute),
      total: oneOf(['every', 'ends'], total),
      tariff: oneOf(['home', 'country'], tariff),
      summary,
    },
  ]),
);

/** Throws for a province that is not one of the 31: no subscriber lives there. */
export function provinceHabits(province: string): ProvinceHabits {
  const habits = habitsOf.get(province);
  if (habits === undefined) throw new Error(`中国移动 has no province ${province}`);
  return habits;
}
