/** Another try for a page whose trouble may pass, each after a longer wait. */

import { PortalTrouble, portalTroubles } from './portal-trouble.ts';

/** Where waiting and chance come from: the session's portal outside tests. */
export interface Pace {
  /** 0 ≤ x < 1. */
  random: () => number;
  /** Rejects at once when the session is cancelled. */
  sleep: (waitMs: number) => Promise<void>;
}

const firstWaitMs = 300;
const growth = 1.7;

/** The wait after the try with this number (from 1): 300 ms × 1.7 each time, ±50 % so that pages do not come back in step. */
export function waitBeforeNextMs(triesMade: number, random: () => number): number {
  return firstWaitMs * growth ** (triesMade - 1) * (0.5 + random());
}

/**
 * Runs `attempt` until it succeeds, or meets a trouble that has used up its tries (the table in portal-trouble.ts),
 * or any other error; that error is thrown.
 */
export async function withRetries<T>(
  pace: Pace,
  tries: 'fetchTries' | 'signInTries',
  attempt: () => Promise<T>,
): Promise<T> {
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof PortalTrouble) || made >= portalTroubles[error.kind][tries]) throw error;
    }
    await pace.sleep(waitBeforeNextMs(made, pace.random));
  }
}
