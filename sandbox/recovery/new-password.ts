/** The last step of a recovery: the portal's own look at the new password, then it is in force. */

import { changePin, pinOf } from '../sign-in/password.ts';
import { isSimplePin } from '../subscriber/pin.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { World } from '../world.ts';

export type NewPasswordVerdict = 'set' | 'wrongForm' | 'simple' | 'sameAsOld';

/** Sets it if it has `length` digits, is not too simple and not the one in force (wire contract §5). */
export function setNewPassword(
  world: World,
  subscriber: Subscriber,
  password: string,
  length: 6 | 8,
): NewPasswordVerdict {
  if (!/^\d+$/.test(password) || password.length !== length) return 'wrongForm';
  if (password === pinOf(world, subscriber)) return 'sameAsOld';
  if (isSimplePin(password, subscriber.tel, subscriber.idCard)) return 'simple';
  changePin(world, subscriber.tel, password);
  return 'set';
}
