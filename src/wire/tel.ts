/** The subscriber's number as clients write it: `+86 138-1234-5678` and the like become 11 digits (wire contract §4). */

import { Fault } from '../errors.ts';

/** Throws 4001 for anything but a mainland mobile number. */
export function readTel(raw: string): string {
  const tel = raw.replace(/[\s-]/g, '').replace(/^(\+86|86)(?=1\d{10}$)/, '');
  if (!/^1[3-9]\d{9}$/.test(tel)) throw new Fault(4001, 'tel is no mobile number', 'tel 须为 11 位手机号码');
  return tel;
}
