/** A recovery under way at a portal: known by a cookie, gone after a quarter of an hour without use, as a sign-in is. */

import { markSession, openSession, sessionOf } from '../sign-in/session.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';

export interface PendingRecovery {
  id: string;
  subscriber: Subscriber;
  /** What the portal waits for, in its dialect's own word. */
  step: string;
}

/** Kept among the sign-ins under a name that no portal's query page asks for. */
const realmOf = (carrier: Subscriber['carrier']) => `${carrier} recovery`;

/** Returns the id, the value of the portal's cookie. */
export function beginRecovery(world: World, { carrier, tel }: Subscriber, step: string): string {
  const id = openSession(world, realmOf(carrier), tel);
  moveRecovery(world, id, step);
  return id;
}

/** Null: never begun at that carrier, ended, or left alone for too long. */
export function recoveryOf(world: World, carrier: Subscriber['carrier'], id: string | null): PendingRecovery | null {
  const session = sessionOf(world, realmOf(carrier), id);
  const subscriber = session && world.subscriber(session.tel);
  if (id === null || !session || !subscriber) return null;
  return { id, subscriber, step: session.marks.step ?? '' };
}

export function moveRecovery(world: World, id: string, step: string): void {
  markSession(world, id, 'step', step);
}

export function endRecovery({ state }: World, id: string): void {
  state.delete('session', id);
}
