/** The carrier and province that a number is served by, or why it cannot be. */

import { carrierNames, isCarrier } from '../domain/carrier.ts';
import { Fault } from '../errors.ts';
import type { Journey, StepSubject } from './journey.ts';

/** Throws 20015 for a virtual operator's number and for one of unknown owner or province. */
export function channelOf(journey: Journey, tel: string): StepSubject {
  const { owner, province, city } = journey.directory.locateMobile(tel);
  if (!isCarrier(owner)) {
    throw new Fault(
      20015,
      'no channel for the owner of this number',
      owner ? `暂不支持${carrierNames[owner]}号码` : '未知号段',
    );
  }
  if (province === '') throw new Fault(20015, `the province of a ${owner} number is unknown`, '无法识别号码归属地');
  return { carrier: owner, tel, province, city };
}
