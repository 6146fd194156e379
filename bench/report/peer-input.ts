/** What the rivals of the bench are given besides the record: one table of its numbers and places, so that they need no directory. */

import type { Directory, Override } from '../../src/directory/directory.ts';
import type { RecordData } from '../../src/domain/call-record.ts';
import { coveredMonths, monthStart } from '../../src/domain/shanghai-time.ts';
import { slashedMonth } from '../../src/report/figures.ts';
import { type TagFields, tagFields } from '../../src/report/tag-fields.ts';
import { thresholds } from '../../src/report/thresholds.ts';
import { benchNow } from './made-record.ts';

export interface PeerNumber {
  tel: string;
  callable: boolean;
  region: string;
  itag_ids: readonly number[];
  list: string | null;
  /** Whether any of the sets that need single calls or tags may hold it. */
  special: boolean;
  tags: TagFields;
}

export interface PeerInput {
  now: number;
  open_date: number;
  home: string;
  lending_tags: readonly number[];
  /** Newest first. */
  months: { name: string; start: number }[];
  /** Keyed by the number as the record prints it. */
  numbers: Record<string, PeerNumber>;
  /** Keyed by the place as the record prints it: its province. */
  places: Record<string, string>;
}

/** Every fiftieth number duns, every fortieth lends, every thirtieth is marked: some hundred in 5,000. */
export function benchOverrides({ call_log }: RecordData): Record<string, Override> {
  const tels = [...new Set(call_log.map(({ call_tel }) => call_tel))].filter((tel) => /^1\d{10}$/.test(tel));
  const given: Record<string, Override> = {};
  tels.forEach((tel, at) => {
    if (at % 50 === 0) given[tel] = { list: 'dunning', name: '测试催收' };
    else if (at % 40 === 0) given[tel] = { itag_ids: [20] };
    else if (at % 30 === 0) given[tel] = { flag: { fid: 1, type: '骚扰电话', num: 7 } };
  });
  return given;
}

export function peerInput(record: RecordData, directory: Directory): PeerInput {
  const openDate = Number(record.tel_info.open_date);
  const tels = [...new Set(record.call_log.map(({ call_tel }) => call_tel))];
  const places = [...new Set(record.call_log.map(({ call_from }) => call_from))];
  return {
    now: benchNow,
    open_date: openDate,
    home: directory.lookUp(record.tel).region,
    lending_tags: thresholds.suspectedDunningTags,
    months: coveredMonths(benchNow, openDate).map((month) => ({ name: slashedMonth(month), start: monthStart(month) })),
    numbers: Object.fromEntries(tels.map((tel) => [tel, peerNumber(tel, directory)])),
    places: Object.fromEntries(places.map((place) => [place, directory.provinceOf(place)])),
  };
}

function peerNumber(raw: string, directory: Directory): PeerNumber {
  const { formatTel, kind } = directory.normalise(raw);
  const facts = directory.lookUp(formatTel);
  return {
    tel: formatTel,
    callable: kind !== 'hidden',
    region: facts.region,
    itag_ids: facts.itagIds,
    list: facts.list,
    special: facts.itagIds.length > 0 || facts.list !== null || formatTel.length === 3,
    tags: tagFields(facts),
  };
}
