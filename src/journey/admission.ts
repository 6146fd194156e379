/** Whether this process takes on more. Above a limit the answer is 4007 at once: a queue that only grows ends in memory, not in answers. */

import { Fault } from '../errors.ts';
import type { Metrics, Refusal } from '../metrics/metrics.ts';

export interface AdmissionLimits {
  /** Steps of sign-ins and recoveries under way in this process. */
  signInSteps: number;
  /** Sessions of the whole store that are signed in and that no worker has begun with. */
  waitingFetches: number;
}

export interface Admission {
  /** Runs one step, or throws 4007. */
  step<T>(act: () => Promise<T>): Promise<T>;
  /** Throws 4007 while workers are so far behind that a new session would only wait. */
  requireRoomForSession(): Promise<void>;
}

export const unlimited: AdmissionLimits = {
  signInSteps: Number.POSITIVE_INFINITY,
  waitingFetches: Number.POSITIVE_INFINITY,
};

/** A count costs the store a query; within a second as many more come in as flows begin in it. */
const keepSeconds = 1;

interface AdmissionParts {
  limits: AdmissionLimits;
  metrics: Metrics;
  /** Counts no further than `most`. */
  countWaitingFetches: (most: number) => Promise<number>;
  /** Unix seconds. */
  now: () => number;
}

export function createAdmission({ limits, metrics, countWaitingFetches, now }: AdmissionParts): Admission {
  let steps = 0;
  let countedAt = Number.NEGATIVE_INFINITY;
  let counting: Promise<number> = Promise.resolve(0);

  function full(why: Refusal, detail: string): Fault {
    metrics.refused(why);
    return new Fault(4007, detail, '系统繁忙');
  }

  return {
    async step(act) {
      if (steps >= limits.signInSteps) throw full('sign-in steps', `${steps} sign-in steps are under way`);
      steps++;
      try {
        return await act();
      } finally {
        steps--;
      }
    },
    async requireRoomForSession() {
      if (limits.waitingFetches === Number.POSITIVE_INFINITY) return;
      if (now() - countedAt >= keepSeconds) {
        countedAt = now();
        counting = countWaitingFetches(limits.waitingFetches);
      }
      const waiting = await counting;
      if (waiting >= limits.waitingFetches) throw full('waiting fetches', `${waiting} sessions wait for a worker`);
    },
  };
}
