/** A session's life as one line: the states that it entered and the attempts at its pushes, oldest first. */

import { t } from './language.ts';
import type { SessionDetail } from './resources.ts';
import { kindName } from './shown.ts';

export interface TimelineEvent {
  at: number;
  state: string;
  push: boolean;
  what: string;
  detail: string;
  /** Seconds since the event before; null for the first. */
  after: string | null;
}

export function timelineOf({ states, pushes }: SessionDetail): TimelineEvent[] {
  const entered = states.map(({ state, at }) => ({ at, state, push: false, what: '', detail: '' }));
  const attempts = pushes.flatMap(({ kind, tried }) =>
    tried.map(({ at, status, error }) => ({
      at,
      state: error === null ? 'delivered' : 'failed',
      push: true,
      what: kindName(kind),
      detail: [status, error ?? t('已确认', 'acknowledged')].filter((part) => part !== null).join(' '),
    })),
  );
  // Both come in order, and of one instant the state comes before the push that it caused.
  const all = [...entered, ...attempts].sort((a, b) => a.at - b.at);
  return all.map((event, n) => {
    const before = all[n - 1];
    return { ...event, after: before ? (event.at - before.at).toFixed(1) : null };
  });
}
