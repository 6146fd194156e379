/** Several imported lists looked into as one. */

import type { ListedFacts, TagList } from './tag-list.ts';

/** What all lists together say of a `format_tel`; null when none knows it. */
export type ListLookUp = (formatTel: string) => ListedFacts | null;

/** What a later list says stands in place of an earlier one's word, field by field; `dunning` outdoes `suspected_dunning`. */
export function joinLists(lists: readonly TagList[]): ListLookUp {
  return (formatTel) => {
    const found = lists.map((list) => list.find(formatTel)).filter((facts) => facts !== null);
    return found.length === 0 ? null : found.reduce(mergeFacts);
  };
}

/** The two sets are disjoint, and confirmed is the stronger word (report semantics §7). */
export function mergeFacts(earlier: ListedFacts, later: ListedFacts): ListedFacts {
  const dunning = earlier.list === 'dunning' || later.list === 'dunning';
  return { ...earlier, ...later, ...(dunning ? { list: 'dunning' } : {}) };
}
