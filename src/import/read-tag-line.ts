/** One line of a tag list, checked: the number's key and what is said of it. */

import { normalise } from '../directory/normalise.ts';
import { keyOf } from '../directory/number-key.ts';
import type { ListedFacts } from '../directory/tag-list.ts';
import { flagIdOf, flagTypes, tagNames } from '../directory/tags.ts';
import type { TagLine } from './tag-fields.ts';

/** Why a line cannot be used; the sentence never holds the number. */
export interface LineFault {
  fault: string;
}

export function readTagLine(line: TagLine): { key: number; facts: ListedFacts } | LineFault {
  const { formatTel, kind } = normalise(line.number ?? '');
  const key = kind === 'hidden' ? null : keyOf(formatTel);
  if (key === null) return { fault: 'number is no telephone number' };
  const facts: ListedFacts = {};
  for (const read of readers) {
    const fault = read(line, facts);
    if (fault !== null) return { fault };
  }
  return Object.keys(facts).length > 0 ? { key, facts } : { fault: 'says nothing but the number' };
}

/** Each adds what its fields say to `facts`, or tells what is wrong with them. */
const readers: readonly ((line: TagLine, facts: ListedFacts) => string | null)[] = [
  readList,
  readTags,
  readFlag,
  readName,
];

function readList({ list }: TagLine, facts: ListedFacts): string | null {
  if (!list) return null;
  if (list !== 'dunning' && list !== 'suspected_dunning') return 'list is neither dunning nor suspected_dunning';
  facts.list = list;
  return null;
}

/** `13`, `13 4`, `13;4`, `13|4`, `[13,4]`. */
function readTags({ itag_ids }: TagLine, facts: ListedFacts): string | null {
  if (!itag_ids) return null;
  const ids = itag_ids
    .split(/[\s,;|[\]]+/)
    .filter((id) => id !== '')
    .map(Number);
  if (ids.length === 0 || ids.some((id) => !tagNames.has(id))) return 'itag_ids holds an id that is no tag';
  facts.itag_ids = [...new Set(ids)];
  return null;
}

function readFlag({ flag_type, flag_num }: TagLine, facts: ListedFacts): string | null {
  if (!flag_type) return flag_num ? 'flag_num stands without flag_type' : null;
  const fid = flagIdOf(flag_type);
  if (fid === null) return `flag_type is none of ${[...flagTypes.values()].join(' ')}`;
  if (!/^[1-9]\d{0,8}$/.test(flag_num ?? '')) return 'flag_num is no whole number of at least 1';
  facts.flag = { fid, type: flag_type, num: Number(flag_num) };
  return null;
}

function readName({ name }: TagLine, facts: ListedFacts): string | null {
  if (name) facts.name = name;
  return null;
}
