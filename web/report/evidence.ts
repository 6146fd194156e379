/** The calls behind a figure, and of a contact, as rows of the record. */

import type { CallRow, ReportView } from '../../src/hosted/report-view.ts';

export function callsBehind({ figures, selections, calls }: ReportView, path: string): CallRow[] {
  const ranges = selections[figures[path]?.calls ?? -1] ?? [];
  const found: CallRow[] = [];
  for (let at = 0; at < ranges.length; at += 2) {
    found.push(...(calls ?? []).slice(ranges[at] ?? 0, (ranges[at + 1] ?? -1) + 1));
  }
  return found;
}

export function countBehind({ figures, selections }: ReportView, path: string): number {
  const ranges = selections[figures[path]?.calls ?? -1] ?? [];
  let sum = 0;
  for (let at = 0; at < ranges.length; at += 2) sum += (ranges[at + 1] ?? 0) - (ranges[at] ?? 0) + 1;
  return sum;
}

/** `[name, value]` of each threshold that the figure was judged by, or that its flag was. */
export function thresholdsOf({ figures }: ReportView, ...paths: (string | undefined)[]): [string, string][] {
  const found = paths.flatMap((path) => Object.entries((path && figures[path]?.threshold) || {}));
  return [...new Map(found)].map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
}
