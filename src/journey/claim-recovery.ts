/** One call at a time on a recovery: find it for its app, let it expire if it is due, claim it. */

import { idleSeconds } from '../domain/session.ts';
import { Fault } from '../errors.ts';
import type { StoredRecovery } from '../store/recoveries.ts';
import type { Journey } from './journey.ts';
import { whileClaimed } from './while-claimed.ts';

/**
 * Throws 4016 for an unknown or foreign one, 4004 after ten minutes without a call, 20017 when it is done, and when it
 * failed the code that it failed with, so that a client which lost that reply hears it again.
 */
export async function withClaimedRecovery<T>(
  journey: Journey,
  appid: string,
  tid: string,
  act: (recovery: StoredRecovery) => Promise<T>,
): Promise<T> {
  const found = await journey.recoveries.find(journey.db, tid, appid);
  if (!found) throw new Fault(4016, 'no such recovery of this app');
  requireAwaiting(found);
  if (journey.now() - found.touchedAt > idleSeconds) {
    await journey.recoveries.end(journey.db, tid, 'expired', 4004);
    throw new Fault(4004, 'the recovery has expired');
  }
  const { db, recoveries } = journey;
  const claims = {
    claim: (now: number, until: number) => recoveries.claim(db, tid, now, until),
    release: () => recoveries.release(db, tid),
  };
  return whileClaimed(journey, claims, async (recovery) => {
    requireAwaiting(recovery);
    return act(recovery);
  });
}

function requireAwaiting({ state, failureCode }: StoredRecovery): void {
  if (state !== 'awaiting') throw new Fault(failureCode ?? 20017, `the recovery is ${state}`);
}
