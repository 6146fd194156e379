/** Many at once, and waiting for what becomes true. */

import { setTimeout as pause } from 'node:timers/promises';

/** `atOnce` at a time, in order. */
export async function inTurns<T>(all: T[], atOnce: number, act: (one: T) => Promise<unknown>): Promise<void> {
  const left = all.values();
  const lane = async () => {
    for (const one of left) await act(one);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** Throws when it has not become true in time. */
export async function until(isSo: () => boolean | Promise<boolean>, withinMs: number, everyMs = 20): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`what was waited for has not come within ${withinMs / 1000} s`);
    await pause(everyMs);
  }
}
