/** Which calls stand behind a figure: selections, by the names that `explanations.json` uses. */

import { daySeconds } from '../domain/shanghai-time.ts';
import type { Aggregate } from './aggregate.ts';
import type { ReportData } from './build-report.ts';
import { dunningWindows } from './dunning.ts';
import type { Counterpart } from './read-calls.ts';
import { nationwide } from './report-input.ts';
import { evening, night } from './sections/calls_overview.ts';
import { placeless } from './sections/calls_sa_by_region.ts';
import { membersByTag } from './sections/calls_sa_by_tags_financial.ts';
import { lawyerTags, publicSecurityLawTags } from './sections/law_dispute.ts';
import { carrierService, deliveryLabels } from './sections/number_used.ts';

/** Rows by their index in `call_log`, or every valid call of numbers by their `format_tel`. */
export type CallsBehind = number[] | string[];

/** What a selection may look at; `path` is the figure's in the report. */
export interface Explained {
  prepared: Aggregate;
  report: ReportData;
  path: string;
}

/** One valid call. */
interface Call {
  time: number;
  length: number;
  incoming: boolean;
  counterpart: Counterpart;
  place: string;
}

export const selections: Readonly<Record<string, (explained: Explained) => CallsBehind>> = {
  valid: ({ prepared }) => rows(prepared, () => true),
  in: ({ prepared }) => rows(prepared, ({ incoming }) => incoming),
  out: ({ prepared }) => rows(prepared, ({ incoming }) => !incoming),
  night: ({ prepared }) => rows(prepared, ({ time }) => night.includes(hourOf(time))),
  evening: ({ prepared }) => rows(prepared, ({ time }) => evening.includes(hourOf(time))),
  active: ({ prepared, report }) =>
    rows(prepared, ({ place }) => place !== '' && place === report.calls_overview.most_active_region),
  away: ({ prepared, report: { xiangdan } }) =>
    rows(prepared, ({ time, place }) =>
      xiangdan.travel.some(({ region, from, to }) => place === region && isWithin(time, from, to)),
    ),
  silence_ends: ({ prepared }) => {
    const ends = new Set(prepared.silences.flatMap(({ start, end }) => [start, end]));
    return rows(prepared, ({ time }) => ends.has(time));
  },
  invalid: ({ prepared }) => prepared.invalid.map(({ index }) => index).sort((a, b) => a - b),

  dunning: ({ prepared }) => rows(prepared, ({ counterpart }) => prepared.dunning.has(counterpart)),
  dunning_in: ({ prepared }) =>
    rows(prepared, ({ counterpart, incoming }) => incoming && prepared.dunning.has(counterpart)),
  dunning_out: ({ prepared }) =>
    rows(prepared, ({ counterpart, incoming }) => !incoming && prepared.dunning.has(counterpart)),
  set: ({ prepared, path }) => {
    const set = path.includes('yisicuishou') ? 'suspected' : 'confirmed';
    const counts = countsTowards(path.split('.').at(-1) ?? '', prepared.now);
    return rows(prepared, (call) => prepared.dunning.get(call.counterpart) === set && counts(call));
  },

  contacts: ({ prepared }) => prepared.contacts.map(({ formatTel }) => formatTel),
  major: ({ prepared }) => prepared.rankings.major.map(({ formatTel }) => formatTel),
  top_by_times: ({ prepared }) => prepared.rankings.byTimes.slice(0, 10).map(({ formatTel }) => formatTel),
  top_by_length: ({ prepared }) => prepared.rankings.byLength.slice(0, 10).map(({ formatTel }) => formatTel),
  sensitive: ({ prepared }) => [
    ...new Set(membersByTag(prepared).flatMap(([, members]) => members.map(({ formatTel }) => formatTel))),
  ],
  numbers: ({ prepared }) => numbers(prepared, () => true),
  placed: ({ prepared }) => numbers(prepared, ({ facts }) => placeless(facts.region) === 0),
  contacted: ({ prepared, report }) =>
    numbers(prepared, ({ facts }) => facts.region === report.calls_overview.most_contacted_region),
  both_sides: ({ prepared }) => numbers(prepared, isMutual),
  circle: ({ prepared }) => numbers(prepared, (each) => isMutual(each) && each.facts.region !== nationwide),
  delivery: ({ prepared }) => numbers(prepared, ({ facts }) => deliveryLabels.includes(facts.flag?.type ?? '')),
  carrier_service: ({ prepared }) => numbers(prepared, ({ facts }) => facts.catnames.includes(carrierService)),
  lawyer: ({ prepared }) => numbers(prepared, isTagged(lawyerTags)),
  public_security: ({ prepared }) => numbers(prepared, isTagged(publicSecurityLawTags)),
  police: ({ prepared }) => numbers(prepared, isPolice),
  law: ({ prepared }) =>
    numbers(prepared, (each) => isTagged([...lawyerTags, ...publicSecurityLawTags])(each) || isPolice(each)),
};

function rows({ calls, counterparts }: Aggregate, isMeant: (call: Call) => boolean): number[] {
  const found: number[] = [];
  for (let at = 0; at < calls.count; at += 1) {
    const counterpart = counterparts[calls.counterparts[at] ?? 0];
    if (counterpart === undefined) continue;
    const call = {
      time: calls.times[at] ?? 0,
      length: calls.lengths[at] ?? 0,
      incoming: calls.incoming[at] === 1,
      counterpart,
      place: calls.regions[calls.places[at] ?? 0] ?? '',
    };
    if (isMeant(call)) found.push(calls.rows[at] ?? 0);
  }
  return found;
}

/** By calls, then seconds. */
function numbers({ rankings }: Aggregate, isMeant: (counterpart: Counterpart) => boolean): string[] {
  return rankings.byTimes.filter(isMeant).map(({ formatTel }) => formatTel);
}

/** Of a set's calls, those that a figure of `cuishou` counts. */
function countsTowards(field: string, now: number): (call: Call) => boolean {
  if (field.startsWith('call_out_')) return ({ incoming }) => !incoming;
  if (field === 'call_in_less_15') return ({ incoming, length }) => incoming && length < 15;
  if (field.startsWith('call_in_') || field.startsWith('most_')) return ({ incoming }) => incoming;
  if (field === 'up_2_times_by_tel') return ({ incoming, counterpart }) => incoming && counterpart.inTimes >= 2;
  const [, from, to] = dunningWindows.find(([name]) => name === field) ?? [];
  if (from === undefined || to === undefined) return () => true;
  return ({ incoming, time }) => incoming && now - time >= from * daySeconds && now - time < to * daySeconds;
}

function hourOf(time: number): number {
  return (Math.floor(time / 3600) + 8) % 24;
}

/** Days are `YYYY-MM-DD` of Shanghai, both included. */
function isWithin(time: number, from: string, to: string): boolean {
  const day = new Date((time + 8 * 3600) * 1000).toISOString().slice(0, 10);
  return day >= from && day <= to;
}

function isMutual({ inTimes, outTimes }: Counterpart): boolean {
  return inTimes > 0 && outTimes > 0;
}

const isTagged =
  (tags: readonly number[]) =>
  ({ facts }: Counterpart): boolean =>
    facts.itagIds.some((id) => tags.includes(id));

function isPolice({ formatTel }: Counterpart): boolean {
  return formatTel === '110';
}
