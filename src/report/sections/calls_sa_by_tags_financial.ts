/** `calls_sa_by_tags_financial`: calls with numbers of fifteen sensitive kinds (report semantics §6). */

import { formatDateTime } from '../../domain/shanghai-time.ts';
import type { Aggregate } from '../aggregate.ts';
import type { Counterpart } from '../read-calls.ts';

/** Lengths in seconds. */
export interface ContactDetail {
  /** Masked: `138****5678`, `4008****23`, `9**87`. */
  format_tel: string;
  tags_yellow_page: string;
  call_out_times: number;
  call_out_length: number;
  call_in_times: number;
  call_in_length: number;
}

/** Text is `''` for a kind without calls. */
export interface TagRow {
  tags_name: string;
  call_times: string;
  call_length: string;
  /** `YYYY/MM/DD HH:MM:SS`. */
  contact_last_time: string;
  contact_detail: ContactDetail[];
}

const withTags =
  (...itagIds: number[]) =>
  ({ facts }: Counterpart): boolean =>
    facts.itagIds.some((id) => itagIds.includes(id));

const withNumber = (number: string) => (counterpart: Counterpart) => counterpart.formatTel === number;

/** In the document's order; a number may belong to several. */
const kinds: readonly (readonly [
  name: string,
  belongs: (counterpart: Counterpart, aggregate: Aggregate) => boolean,
])[] = [
  ['催收', (counterpart, { dunning }) => dunning.get(counterpart) === 'confirmed'],
  ['赌博', withTags(7)],
  ['律师', withTags(12)],
  ['信用卡热线', withTags(17, 34)],
  ['贷款', withTags(5, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33)],
  ['公检法', withTags(10, 11)],
  ['银行', withTags(1)],
  ['互联网金融', withTags(4)],
  ['典当', withTags(8)],
  ['保险', withTags(2)],
  ['理财', withTags(6)],
  ['小号', withTags(16)],
  ['证券', withTags(3)],
  ['110', withNumber('110')],
  ['120', withNumber('120')],
];

export function calls_sa_by_tags_financial(aggregate: Aggregate): TagRow[] {
  return membersByTag(aggregate).map(([name, members]) => tagRow(name, members));
}

/** The numbers of each kind, by calls, then seconds. */
export function membersByTag(aggregate: Aggregate): [name: string, members: Counterpart[]][] {
  const { rankings, dunning } = aggregate;
  // Few numbers are anything special, so the fifteen kinds need not ask all of them.
  const special = rankings.byTimes.filter(
    (each) => each.facts.itagIds.length > 0 || dunning.has(each) || each.formatTel.length === 3,
  );
  return kinds.map(([name, belongs]) => [name, special.filter((each) => belongs(each, aggregate))]);
}

/** `counterparts` by calls, then seconds. */
function tagRow(name: string, counterparts: readonly Counterpart[]): TagRow {
  if (counterparts.length === 0) {
    return { tags_name: name, call_times: '', call_length: '', contact_last_time: '', contact_detail: [] };
  }
  const last = counterparts.reduce((latest, each) => Math.max(latest, each.last), 0);
  return {
    tags_name: name,
    call_times: String(counterparts.reduce((sum, { times }) => sum + times, 0)),
    call_length: String(counterparts.reduce((sum, { length }) => sum + length, 0)),
    contact_last_time: formatDateTime(last).replaceAll('-', '/'),
    contact_detail: counterparts.map((each) => ({
      format_tel: masked(each.formatTel),
      tags_yellow_page: each.facts.name,
      call_out_times: each.outTimes,
      call_out_length: each.outLength,
      call_in_times: each.inTimes,
      call_in_length: each.inLength,
    })),
  };
}

/** Mobiles keep three and four digits; others the last two, hiding four before them, or two when shorter than eight. */
export function masked(formatTel: string): string {
  if (/^1[3-9]\d{9}$/.test(formatTel)) return `${formatTel.slice(0, 3)}****${formatTel.slice(-4)}`;
  const hidden = Math.min(formatTel.length < 8 ? 2 : 4, Math.max(0, formatTel.length - 2));
  return formatTel.slice(0, -2 - hidden) + '*'.repeat(hidden) + formatTel.slice(-2);
}
