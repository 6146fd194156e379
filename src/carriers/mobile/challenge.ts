/** What 中国移动 asks for next, as the notes of a sign-in say it: at login and again before calls are shown. */

import type { Code } from '../../errors.ts';
import type { Notes, Outcome, StepContext } from '../connector.ts';
import { loadCaptcha } from '../load-captcha.ts';
import { refuse } from '../refusal.ts';
import { shopPages, signInPages, visitAtSignIn } from './visit.ts';

/** How long the carrier says that a texted code is good. */
export const codeLifeSeconds = 120;
/** How soon the next code may be texted: one that "still serves" is younger, but how much is not said. */
export const codeRestSeconds = 60;

/**
 * `step`: login until the password is accepted, then verify · `captcha`: the image shown last, kept because a fresh
 * text message leaves it good · `smsSentAt`: unix seconds · `pin`: from login to verify, where it is wanted again ·
 * and what is on file.
 */
export const freshNotes: Notes = { step: 'login' };

const isAtLogin = (notes: Notes) => notes.step !== 'verify';

/** Asks for what the notes say is open; of a texted code, with the seconds that are left. */
export function ask(context: StepContext, notes: Notes, because?: Code): Outcome {
  const left = codeLifeSeconds - (context.now() - Number(notes.smsSentAt));
  return {
    kind: 'ask',
    challenge: {
      pinPwd: isAtLogin(notes),
      fullName: false,
      idCard: false,
      sms: notes.smsSentAt === undefined ? null : { seconds: Math.max(1, left), notes: '' },
      captcha: notes.captcha ?? null,
    },
    notes,
    ...(because === undefined ? {} : { because }),
  };
}

/** The notes with a fresh captcha of the step that waits; the one before it is worth nothing then. */
export async function withCaptcha(context: StepContext, notes: Notes): Promise<Notes> {
  const ms = String(context.now() * 1000);
  const captcha = isAtLogin(notes)
    ? await loadCaptcha(context, '/captchazh.htm', { type: '05', timestamp: ms })
    : await loadCaptcha(context, '/i/authImg', { t: ms });
  return { ...notes, captcha };
}

/** Has a code texted for the step that waits and asks for it. `stillValid`: whether the last one will do, or the code to refuse with. */
export async function askTextedCode(
  context: StepContext,
  notes: Notes,
  stillValid: 'asks' | Code,
  because?: Code,
): Promise<Outcome> {
  const page = isAtLogin(notes) ? signInPages.textCode : shopPages.textCode;
  const fields = isAtLogin(notes) ? { userName: context.tel, type: '01', channelID: '12003' } : {};
  const sent = await visitAtSignIn(context, page, fields);
  if (sent === 'dailyCap') return refuse(4009, `${page.path}: daily cap reached`, notes);
  if (sent === 'failed') return refuse(4006, `${page.path}: cannot be sent`, notes);
  if (sent === 'sent') return ask(context, { ...notes, smsSentAt: String(context.now()) }, because);
  if (stillValid !== 'asks') return refuse(stillValid, `${page.path}: the last code is still valid`, notes);
  return ask(context, { ...notes, smsSentAt: String(context.now() - codeRestSeconds) });
}
