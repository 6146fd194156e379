/** Where the own phone was most often, over all calls or in one month (report semantics §4, §5). */

import type { Calls } from './read-calls.ts';

export interface ActiveRegion {
  /** `''` when no call says where it was made. */
  region: string;
  /** Calls made there. */
  times: number;
}

interface Tally extends ActiveRegion {
  length: number;
  last: number;
}

/** By calls, then seconds, most recent, name. `month` is an index into the months of the report, null for all. */
export function mostActiveRegion(calls: Calls, month: number | null): ActiveRegion {
  const tallies: Tally[] = calls.regions.map((region) => ({ region, times: 0, length: 0, last: 0 }));
  for (let at = 0; at < calls.count; at += 1) {
    if (month !== null && calls.months[at] !== month) continue;
    const tally = tallies[calls.places[at] ?? 0];
    if (tally === undefined) continue;
    tally.times += 1;
    tally.length += calls.lengths[at] ?? 0;
    tally.last = Math.max(tally.last, calls.times[at] ?? 0);
  }
  const known = tallies.filter(({ region, times }) => region !== '' && times > 0);
  const [most] = known.sort(
    (a, b) => b.times - a.times || b.length - a.length || b.last - a.last || (a.region < b.region ? -1 : 1),
  );
  return { region: most?.region ?? '', times: most?.times ?? 0 };
}
