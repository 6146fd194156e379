/** `travel`: stays away from home, told by where the own phone made its calls. */

import { daySeconds, formatDateTime, monthOf, monthStart } from '../../../domain/shanghai-time.ts';
import type { Aggregate } from '../../aggregate.ts';
import { unknownRegion } from '../../report-input.ts';

export interface TravelRow {
  region: string;
  /** `YYYY-MM-DD`, the first and the last day with calls there. */
  from: string;
  to: string;
  /** Days from the first to the last, both counted. */
  days: number;
  /** Calls made there in those days. */
  call_times: number;
}

/** A day of the Shanghai calendar counted from 1970, and where most of its calls were made. */
interface Day {
  number: number;
  region: string;
  times: number;
}

const offsetSeconds = 8 * 3600;

/** Days without a call end a stay from the third on: so long a silence says nothing about where the phone was. */
const longestGapDays = 3;

/** Newest first; nothing when the home region is not known. */
export function travel(aggregate: Aggregate): TravelRow[] {
  const home = aggregate.own.facts.region;
  if (home === unknownRegion) return [];
  const stays: (TravelRow & { last: number })[] = [];
  for (const { number, region, times } of daysOf(aggregate)) {
    const stay = stays.at(-1);
    if (stay?.region === region && number - stay.last <= longestGapDays) {
      stay.days += number - stay.last;
      stay.call_times += times;
      stay.to = dateOf(number);
      stay.last = number;
    } else {
      stays.push({ region, from: dateOf(number), to: dateOf(number), days: 1, call_times: times, last: number });
    }
  }
  return stays
    .filter(({ region }) => region !== home)
    .map(({ last: _, ...stay }) => stay)
    .reverse();
}

/** Days on which some call says where it was made, oldest first. A tie goes to the name. */
function daysOf({ calls, months, now }: Aggregate): Day[] {
  const { count, times, places, regions } = calls;
  const firstDay = dayOf(monthStart(months.at(-1) ?? monthOf(now)));
  const dayCount = dayOf(now) - firstDay + 1;
  const counts = new Uint32Array(dayCount * regions.length);
  for (let at = 0; at < count; at += 1) {
    const slot = (dayOf(times[at] ?? 0) - firstDay) * regions.length + (places[at] ?? 0);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return Array.from({ length: dayCount }, (_, day) =>
    regions
      .map((region, place) => ({ number: firstDay + day, region, times: counts[day * regions.length + place] ?? 0 }))
      .filter(({ region, times }) => region !== '' && times > 0)
      .sort((a, b) => b.times - a.times || (a.region < b.region ? -1 : 1))
      .slice(0, 1),
  ).flat();
}

function dayOf(time: number): number {
  return Math.floor((time + offsetSeconds) / daySeconds);
}

function dateOf(day: number): string {
  return formatDateTime(day * daySeconds - offsetSeconds).slice(0, 10);
}
