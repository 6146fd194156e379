/** Whether the subscriber really talked to somebody lately: what portals check before they give out a new password (§11). */

import { callsOfMonth, coveredMonths } from '../subscriber/calls.ts';
import { daySeconds } from '../subscriber/shanghai-days.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';

const oldestDays = 90;
const newestDays = 5;

/** Whether a call with `tel`, in or out, began between 90 and 5 days ago. `tel` is compared as the call details print it. */
export function wasCalledLately(world: World, subscriber: Subscriber, tel: string): boolean {
  const now = world.now();
  const from = now - oldestDays * daySeconds;
  const until = now - newestDays * daySeconds;
  return coveredMonths(subscriber, now)
    .flatMap((month) => callsOfMonth(subscriber, month, now))
    .some((call) => call.number === tel && from <= call.at && call.at <= until);
}
