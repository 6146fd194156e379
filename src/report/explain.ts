/** Explains a report: for every key of it the definition, the threshold that was used and the calls behind it. */

import type { Aggregate } from './aggregate.ts';
import type { ReportData } from './build-report.ts';
import { type CallsBehind, selections } from './calls-behind.ts';
import explanations from './explanations.json' with { type: 'json' };

export interface Explanation {
  definition: string;
  /** Name in the table of thresholds → the value that was used. */
  threshold?: Record<string, unknown>;
  /** Empty for what does not come from calls. */
  calls: CallsBehind;
}

interface Entry {
  definition: string;
  threshold?: readonly string[];
  /** Name of a selection in calls-behind.ts. */
  calls?: string;
}

const entries: ReadonlyMap<string, Entry> = new Map(Object.entries(explanations));

/** Keyed by path: `calls_overview.night_calls_length`, `calls_sa_by_times[].call_times`. Throws when a key has no definition. */
export function explain(prepared: Aggregate, report: ReportData): Record<string, Explanation> {
  return Object.fromEntries(
    [...pathsOf(report, '')].map((path) => {
      const { definition, threshold = [], calls } = entryOf(path);
      const select = calls === undefined ? () => [] : selections[calls];
      if (select === undefined) throw new Error(`no selection is called ${calls}`);
      const used = threshold.map((name) => [name, valueAt(prepared.thresholds, name)] as const);
      return [
        path,
        {
          definition,
          ...(used.length > 0 ? { threshold: Object.fromEntries(used) } : {}),
          calls: select({ prepared, report, path }),
        },
      ];
    }),
  );
}

/** Every key at every depth, once; rows of a list share theirs. */
function pathsOf(value: unknown, path: string): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...pathsOf(item, `${path}[]`)]));
  return new Set(
    Object.entries(value).flatMap(([key, inner]) => {
      const own = path === '' ? key : `${path}.${key}`;
      return [own, ...pathsOf(inner, own)];
    }),
  );
}

/** The longest end of the path that the table knows; both dunning sets share their definitions. */
function entryOf(path: string): Entry {
  for (let end = path; end !== ''; end = end.replace(/^[^.]*\.?/, '')) {
    const entry = entries.get(end) ?? entries.get(end.replaceAll('yisicuishou', 'cuishou'));
    if (entry !== undefined) return entry;
  }
  throw new Error(`no definition of ${path}`);
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (inner !== null && typeof inner === 'object' ? Reflect.get(inner, key) : undefined),
      value,
    );
}
