/** Nobody may be bombed with SMS: how often a number may be asked for, by all apps together, sessions and recoveries alike. */

import { Fault } from '../errors.ts';
import { countFlowCallsSince, insertFlowCall } from '../store/flow-calls.ts';
import { limitHash } from '../store/limit-hash.ts';
import type { Journey } from './journey.ts';

/**
 * Counts one more, and throws when that is one too many: 20005, for the last limit 20011.
 * The first limit is the carrier's "wait 30 minutes", the last one "come back tomorrow" (wire contract §4).
 */
export async function countFlow(journey: Journey, tel: string): Promise<void> {
  const who = await limitHash(journey.db, journey.vault, 'tel', tel);
  await insertFlowCall(journey.db, who, journey.now());
  await requireWithin(journey, who, 0);
}

/** For an SMS that the subscriber asks for again: only one that was sent counts, so a client may poll while the last is still good. */
export async function requireRoomForSms(journey: Journey, tel: string): Promise<void> {
  await requireWithin(journey, await limitHash(journey.db, journey.vault, 'tel', tel), 1);
}

export async function countSms(journey: Journey, tel: string): Promise<void> {
  await insertFlowCall(journey.db, await limitHash(journey.db, journey.vault, 'tel', tel), journey.now());
}

async function requireWithin(journey: Journey, who: Buffer, oneMore: 0 | 1): Promise<void> {
  const now = journey.now();
  for (const limit of [...journey.flowLimits].reverse()) {
    const calls = await countFlowCallsSince(journey.db, who, now - limit.seconds);
    if (calls + oneMore > limit.count) {
      const isLast = limit === journey.flowLimits.at(-1);
      const code = isLast && journey.flowLimits.length > 1 ? 20011 : 20005;
      throw new Fault(code, `more than ${limit.count} flows within ${limit.seconds} s`);
    }
  }
}
