/** The tags of §17 (邦秒配): what the directory says of a number, in the entry that the document prints. */

import type { Directory } from './directory.ts';
import { placeName } from './locate.ts';
import type { Flag } from './tags.ts';

/** Text and lists but `itag_ids` are there only when something is known. */
export interface TagEntry {
  /** `0`: the look-up went well. */
  status: '0';
  /** Yellow-page name. */
  name?: string;
  teldesc?: string;
  /** The number that was looked up, after normalising: `10000` of `035110000`. */
  telnum: string;
  /** Province, city and carrier: `湖北襄阳电信`; of a reduced service number the place of its area code. */
  telloc?: string;
  flag?: Flag;
  catnames?: string[];
  itag_ids: number[];
}

/** Null for what is no number: hidden, masked, or text. */
export function tagEntry(directory: Directory, raw: string): TagEntry | null {
  const { formatTel, kind, areaCode } = directory.normalise(raw);
  if (kind === 'hidden') return null;
  const { name, teldesc, telloc, flag, catnames, itagIds } = directory.lookUp(formatTel);
  const place = telloc || placeName(directory.locateAreaCode(areaCode));
  return {
    status: '0',
    ...(name === '' ? {} : { name }),
    ...(teldesc === '' ? {} : { teldesc }),
    telnum: formatTel,
    ...(place === '' ? {} : { telloc: place }),
    ...(flag === null ? {} : { flag: { type: flag.type, num: flag.num, fid: flag.fid } }),
    ...(catnames.length === 0 ? {} : { catnames: [...catnames] }),
    itag_ids: [...itagIds],
  };
}

/** Keyed by the numbers as they came; those that are none are left out. */
export function tagEntries(directory: Directory, raws: Iterable<string>): Record<string, TagEntry> {
  const entries: [string, TagEntry][] = [];
  for (const raw of new Set(raws)) {
    const entry = tagEntry(directory, raw);
    if (entry !== null) entries.push([raw, entry]);
  }
  return Object.fromEntries(entries);
}
