/** A fresh captcha or a fresh text message for the step of a sign-in at 中国移动 that waits. */

import type { Notes, Outcome, StepContext } from '../connector.ts';
import { settle } from '../refusal.ts';
import { ask, askTextedCode, withCaptcha } from './challenge.ts';
import { beginVerification } from './sign-in.ts';

/** Where a code is texted at login there is no captcha, and what is left of the code is asked for. */
export function newCaptcha(context: StepContext, notes: Notes): Promise<Outcome> {
  const { step, captcha, smsSentAt } = notes;
  if (step === 'verify' && captcha === undefined) return beginVerification(context, notes);
  return settle(notes, async () => {
    if (captcha === undefined && smsSentAt !== undefined) return ask(context, notes);
    return ask(context, await withCaptcha(context, notes));
  });
}

/** Where a captcha is shown at login no code is texted, and a fresh captcha is asked for. */
export function newSms(context: StepContext, notes: Notes): Promise<Outcome> {
  if (notes.smsSentAt === undefined) return newCaptcha(context, notes);
  return settle(notes, () => askTextedCode(context, notes, 4990));
}
