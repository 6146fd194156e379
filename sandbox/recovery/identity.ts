/** Whether somebody who forgot the password is the subscriber: the name and ID card that a portal asks for. */

import type { Subscriber } from '../subscriber/subscriber.ts';

/** The check digit may come as `x`. */
export function isOwner(subscriber: Subscriber, name: string, idCard: string): boolean {
  return name.trim() === subscriber.name && idCard.trim().toUpperCase() === subscriber.idCard;
}
