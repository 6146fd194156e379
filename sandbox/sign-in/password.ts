/** The service password of a number: which one is in force, and what a wrong one costs. */

import { dayText } from '../shanghai-clock.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';

/** After so many wrong ones in a day the number is locked until the next. */
const triesADay = 5;

/** The password now in force. */
export const pinOf = ({ state }: World, subscriber: Subscriber): string =>
  state.get('pin', subscriber.tel) ?? subscriber.pin;

/** Replaces the password, as a recovery does. */
export function changePin({ state }: World, tel: string, pin: string): void {
  state.set('pin', tel, pin);
  state.delete('dayCount', `${tel} wrongPin`);
}

/** Scenario 64, until somebody sets another password. */
export const hasInitialPin = ({ state }: World, { tel, scenario }: Subscriber): boolean =>
  scenario.initialPassword === true && state.get('pin', tel) === undefined;

/** How many wrong passwords were typed today. */
export function wrongPinsToday({ state, now }: World, tel: string): number {
  const tries = state.get('dayCount', `${tel} wrongPin`);
  return tries?.day === dayText(now()) ? tries.count : 0;
}

export const isLockedToday = (world: World, tel: string): boolean => wrongPinsToday(world, tel) >= triesADay;

export function noteWrongPin(world: World, tel: string): void {
  const count = wrongPinsToday(world, tel) + 1;
  world.state.set('dayCount', `${tel} wrongPin`, { day: dayText(world.now()), count });
}

/** A right password wipes the slate clean. */
export function noteRightPin({ state }: World, tel: string): void {
  state.delete('dayCount', `${tel} wrongPin`);
}

/** Six equal digits, or a run up or down: what portals call too simple. */
export function isSimplePin(pin: string): boolean {
  return /^(\d)\1+$/.test(pin) || (pin.length >= 6 && ('0123456789'.includes(pin) || '9876543210'.includes(pin)));
}
