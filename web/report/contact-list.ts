/** The table of contacts: searched, sorted, and of thousands of rows only those that are on the screen. */

import { computed, type Ref, ref } from 'vue';
import type { GroupRow } from '../../src/report/sections/call_log_group_by_tel.ts';

export type SortKey =
  | 'call_times'
  | 'call_length'
  | 'call_out_times'
  | 'call_in_times'
  | 'recent_call_time'
  | 'format_tel';

export interface Contact extends GroupRow {
  /** Place in `call_log_group_by_tel`. */
  rank: number;
}

/** As in report.css. */
export const rowHeightPx = 36;
export const windowPx = 540;
const spare = 8;

export function useContacts(rows: Ref<readonly GroupRow[]>) {
  const searched = ref('');
  const sort = ref<{ by: SortKey; isAscending: boolean }>({ by: 'call_times', isAscending: false });
  const scrolledPx = ref(0);

  const found = computed((): Contact[] => {
    const words = searched.value.trim().toLowerCase();
    const ranked = rows.value.map((row, rank) => ({ ...row, rank }));
    const matching = words === '' ? ranked : ranked.filter((row) => textOf(row).includes(words));
    const { by, isAscending } = sort.value;
    const sorted = matching.sort((a, b) => compare(a, b, by));
    return isAscending ? sorted : sorted.reverse();
  });
  const first = computed(() => Math.max(0, Math.floor(scrolledPx.value / rowHeightPx) - spare));
  const last = computed(() =>
    Math.min(found.value.length, first.value + Math.ceil(windowPx / rowHeightPx) + 2 * spare),
  );

  return {
    searched,
    sort,
    scrolledPx,
    found,
    first,
    seen: computed(() => found.value.slice(first.value, last.value)),
    abovePx: computed(() => first.value * rowHeightPx),
    belowPx: computed(() => (found.value.length - last.value) * rowHeightPx),
    sortBy(by: SortKey) {
      const isAscending = sort.value.by === by ? !sort.value.isAscending : by === 'format_tel';
      sort.value = { by, isAscending };
    },
  };
}

function compare(a: Contact, b: Contact, by: SortKey): number {
  if (by === 'format_tel') return a.format_tel < b.format_tel ? -1 : Number(a.format_tel > b.format_tel);
  // Ties in the report's own order when the list is turned round, which is how figures are first shown.
  return Number(a[by]) - Number(b[by]) || b.rank - a.rank;
}

function textOf(row: GroupRow): string {
  return [row.format_tel, row.fancha_telloc, row.tags_yellow_page, row.tags_label, ...row.tags_financial]
    .join(' ')
    .toLowerCase();
}
