/** One call at a time on what several nodes may serve: claim it, act, release it. */

import { Fault } from '../errors.ts';
import { claimSeconds, type Journey } from './journey.ts';

/** Sessions and recoveries alike. */
interface Claims<T> {
  /** Null when another call has it; throws when it is not to be had at all. */
  claim(now: number, untilSeconds: number): Promise<T | null>;
  release(): Promise<void>;
}

/** Of the call that runs. */
export interface Claim {
  /** False once it was ended with what the call stored: another call may have it. */
  isHeld: boolean;
}

/** Runs `act` while no other call, on any node, may act on the same: those get 20018. */
export async function whileClaimed<T, R>(
  journey: Journey,
  claims: Claims<T>,
  act: (claimed: T, claim: Claim) => Promise<R>,
): Promise<R> {
  const now = journey.now();
  const claimed = await claims.claim(now, now + claimSeconds);
  if (!claimed) throw new Fault(20018, 'another call of this session or recovery is running');
  const claim = { isHeld: true };
  try {
    return await act(claimed, claim);
  } finally {
    if (claim.isHeld) await claims.release();
  }
}
