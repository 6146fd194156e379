/** One call at a time on what several nodes may serve: claim it, act, release it. */

import { Fault } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { claimSeconds, type Journey } from './journey.ts';

/** Sessions and recoveries alike; `claim` gives null when another call has it. */
interface Claims<T> {
  claim(db: Database, id: string, now: number, untilSeconds: number): Promise<T | null>;
  release(db: Database, id: string): Promise<void>;
}

/** Runs `act` while no other call, on any node, may act on the same: those get 20018. */
export async function whileClaimed<T, R>(
  journey: Journey,
  claims: Claims<T>,
  id: string,
  act: (claimed: T) => Promise<R>,
): Promise<R> {
  const now = journey.now();
  const claimed = await claims.claim(journey.db, id, now, now + claimSeconds);
  if (!claimed) throw new Fault(20018, 'another call of this session or recovery is running');
  try {
    return await act(claimed);
  } finally {
    await claims.release(journey.db, id);
  }
}
