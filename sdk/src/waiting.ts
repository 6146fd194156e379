/** Waiting for what is made in the background: polls that grow rarer, with progress, and an end when the caller has had enough. */

import { XiangdanError } from './refused.ts';

export interface WaitOptions {
  signal?: AbortSignal;
  /** Default 500, growing by half with each poll. */
  firstPauseMs?: number;
  /** Default 5,000. */
  longestPauseMs?: number;
}

const growth = 1.5;

/** Being fetched, being built. */
const goesOn = new Set([3001, 3101]);

/** `between` runs after each poll that found nothing yet. Rejects with the signal's reason, and with every other refusal. */
export async function waitFor<T>(
  poll: () => Promise<T>,
  between: () => Promise<void>,
  options: WaitOptions,
): Promise<T> {
  const { signal, firstPauseMs = 500, longestPauseMs = 5_000 } = options;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * growth, longestPauseMs)) {
    signal?.throwIfAborted();
    try {
      return await poll();
    } catch (error) {
      if (!(error instanceof XiangdanError) || !goesOn.has(error.status)) throw error;
    }
    await between();
    await pause(pauseMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(end, ms);
    function end() {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }
    function giveUp() {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
