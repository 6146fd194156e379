/** Nobody may be bombed with SMS: how often a number may be asked for, by all apps together, sessions and recoveries alike. */

import { Fault } from '../errors.ts';
import { countFlowCalls, insertFlowCall } from '../store/sessions/flow-calls.ts';
import { limitHash } from '../store/vault/limit-hash.ts';
import type { Journey } from './journey.ts';

/**
 * Counts one more, and throws when that is one too many: 20005, for the last limit 20011.
 * The first limit is the carrier's "wait 30 minutes", the last one "come back tomorrow" (wire contract §4).
 */
export async function countFlow(journey: Journey, tel: string): Promise<void> {
  const who = await limitHash(journey.db, journey.vault, 'tel', tel);
  // Stored before it counts, in a statement of its own: of calls at the same moment, one at least must see the others.
  await insertFlowCall(journey.db, who, journey.now());
  requireWithin(journey, await countFlowCalls(journey.db, who, windowsOf(journey)));
}

/** For an SMS that the subscriber asks for again: only one that was sent counts, so a client may poll while the last is still good. */
export async function requireRoomForSms(journey: Journey, tel: string): Promise<void> {
  const who = await limitHash(journey.db, journey.vault, 'tel', tel);
  const counts = await countFlowCalls(journey.db, who, windowsOf(journey));
  requireWithin(
    journey,
    counts.map((calls) => calls + 1),
  );
}

export async function countSms(journey: Journey, tel: string): Promise<void> {
  await insertFlowCall(journey.db, await limitHash(journey.db, journey.vault, 'tel', tel), journey.now());
}

/** When each limit's window began. */
function windowsOf({ flowLimits, now }: Journey): number[] {
  return flowLimits.map(({ seconds }) => now() - seconds);
}

/** `counts`: one a limit. The longest one that is broken is told. */
function requireWithin({ flowLimits }: Journey, counts: readonly number[]): void {
  const at = flowLimits.findLastIndex(({ count }, index) => (counts[index] ?? 0) > count);
  const limit = flowLimits[at];
  if (!limit) return;
  const code = at > 0 && at === flowLimits.length - 1 ? 20011 : 20005;
  throw new Fault(code, `more than ${limit.count} flows within ${limit.seconds} s`);
}
