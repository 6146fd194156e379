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

/** Over all calls: by calls, then seconds, most recent, name. */
export function mostActiveRegion(calls: Calls): ActiveRegion {
  return mostActive(tallies(calls, 1, () => 0)[0] ?? []);
}

/** The same for each month of the report, in one pass. */
export function mostActiveRegions(calls: Calls, monthCount: number): ActiveRegion[] {
  return tallies(calls, monthCount, (at) => calls.months[at] ?? 0).map(mostActive);
}

/** For each group the calls, seconds and last instant in each place. */
function tallies(calls: Calls, groupCount: number, groupOf: (at: number) => number): Tally[][] {
  const groups = Array.from({ length: groupCount }, () =>
    calls.regions.map((region): Tally => ({ region, times: 0, length: 0, last: 0 })),
  );
  for (let at = 0; at < calls.count; at += 1) {
    const tally = groups[groupOf(at)]?.[calls.places[at] ?? 0];
    if (tally === undefined) continue;
    const time = calls.times[at] ?? 0;
    tally.times += 1;
    tally.length += calls.lengths[at] ?? 0;
    if (time > tally.last) tally.last = time;
  }
  return groups;
}

function mostActive(group: readonly Tally[]): ActiveRegion {
  const [most] = group
    .filter(({ region, times }) => region !== '' && times > 0)
    .sort((a, b) => b.times - a.times || b.length - a.length || b.last - a.last || (a.region < b.region ? -1 : 1));
  return { region: most?.region ?? '', times: most?.times ?? 0 };
}
