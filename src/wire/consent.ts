/** What an app says at flow about the consent that it holds: its own reference, when it was given, to which text. */

import { type Static, Type } from 'typebox';
import { Fault } from '../errors.ts';
import type { Opening } from '../journey/open.ts';
import { text } from './endpoint.ts';

export const consentParams = {
  consent_ref: Type.Optional(text),
  /** Unix seconds. */
  consent_time: Type.Optional(text),
  consent_text_version: Type.Optional(text),
};

/** Nothing without a reference: what the app's settings say then holds. */
export function readConsent(
  given: Static<ReturnType<typeof Type.Object<typeof consentParams>>>,
): Pick<Opening, 'consent'> {
  const { consent_ref: reference, consent_time: time, consent_text_version: textVersion = null } = given;
  if (reference === undefined) return {};
  return { consent: { channel: 'app', reference, givenAt: readTime(time), textVersion } };
}

function readTime(time: string | undefined): number | null {
  if (time === undefined) return null;
  if (!/^\d{9,10}$/.test(time)) throw new Fault(4001, 'consent_time is no unix seconds', 'consent_time 须为 Unix 秒');
  return Number(time);
}
