/** A subscriber's consent: what it says, given before anything is asked of a carrier, and withdrawn. */

import { createHash } from 'node:crypto';
import {
  type ConsentLanguage,
  type ConsentTerms,
  consentPurposes,
  consentText,
  consentTextVersion,
} from '../domain/consent-texts.ts';
import { Fault } from '../errors.ts';
import { appendAudit } from '../store/audit.ts';
import { type Consent, consentRulesOf, withdraw } from '../store/consents.ts';
import type { Journey } from './journey.ts';

/** How a consent came to this service; none at all is one that the app's settings may let it assume. */
export type ConsentGiven =
  /** On our own page. `textHash` is that of the text it showed (`termsFor`). */
  | { channel: 'page'; language: ConsentLanguage; textHash: string }
  /** Asserted by the app, under its own reference. Unix seconds; null: at the flow. */
  | { channel: 'app'; reference: string; givenAt: number | null; textVersion: string | null };

/** What a page must show to a subscriber of this app now, and the hash of it to hand back. */
export async function termsFor(
  journey: Pick<Journey, 'db' | 'retentionDays'>,
  appid: string,
  language: ConsentLanguage,
): Promise<ConsentTerms & { textVersion: string; textHash: string }> {
  const { name, retentionDays } = await consentRulesOf(journey.db, appid);
  const keptDays = Math.min(retentionDays ?? journey.retentionDays, journey.retentionDays);
  const terms = { recipient: name, keptDays, language };
  return { ...terms, textVersion: consentTextVersion, textHash: textHash(terms) };
}

export function textHash(terms: ConsentTerms): string {
  return createHash('sha256').update(consentText(terms), 'utf8').digest('hex');
}

/**
 * The row to insert with the session, which is not there yet. Throws 4001 when the app's settings want a consent and none came,
 * when the page showed another text than today's, or when the reference looks like a person's number.
 */
export async function giveConsent(
  journey: Journey,
  appid: string,
  given: ConsentGiven | undefined,
): Promise<Omit<Consent, 'sid'>> {
  const { name, consent: rule } = await consentRulesOf(journey.db, appid);
  const now = Math.floor(journey.now());
  const row = {
    id: `CON${journey.random(16).toString('hex')}`,
    ...{ appid, recipient: name, purposes: [...consentPurposes] },
    ...{ keptDays: null, language: null, textVersion: null, textHash: null, reference: null, givenAt: now },
  };
  if (!given) {
    if (rule === 'required') throw new Fault(4001, 'the app must hand in a consent', '缺少 consent_ref');
    return { ...row, channel: 'assumed' };
  }
  if (given.channel === 'page') {
    const shown = await termsFor(journey, appid, given.language);
    if (shown.textHash !== given.textHash)
      throw new Fault(4001, 'the page showed another consent text than the one in force', '授权协议已更新，请刷新页面');
    return { ...row, ...shown, channel: 'page' };
  }
  const { reference, textVersion } = given;
  requireImpersonal('consent_ref', reference);
  if (textVersion !== null) requireImpersonal('consent_text_version', textVersion);
  const givenAt = given.givenAt ?? now;
  if (givenAt > now + clockSkewSeconds)
    throw new Fault(4001, 'the consent lies in the future', 'consent_time 晚于当前时间');
  const ours = textVersion === consentTextVersion ? await termsFor(journey, appid, 'zh') : {};
  return { ...row, ...ours, textVersion, reference, givenAt, channel: 'app' };
}

/** As much as a token's clock may be off (wire contract §3). */
const clockSkewSeconds = 600;

function requireImpersonal(name: string, value: string): void {
  if (!/^[A-Za-z0-9_.:-]{1,64}$/.test(value)) {
    throw new Fault(4001, `${name} holds other characters than A-Z a-z 0-9 _ . : -, or over 64`, `${name} 格式不正确`);
  }
  if (looksPersonal(value))
    throw new Fault(4001, `${name} looks like a phone number or an ID card`, `${name} 不得包含手机号或身份证号`);
}

const personal =
  /^(?:(?:00)?86)?1[3-9]\d{9}$|^\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$|^\d{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/;

/** A run of digits by itself, or all of it without its separators. */
function looksPersonal(value: string): boolean {
  const runs = value.match(/\d+[Xx]?/g) ?? [];
  const parts = [value.replace(/[_.:-]/g, ''), ...runs, ...runs.map((run) => run.replace(/[Xx]$/, ''))];
  return parts.some((part) => personal.test(part));
}

export interface By {
  /** As the audit names it: `app:<appid>`, `account:<name>`, `subject`, `cli` or `system`. */
  actor: string;
}

/** Hides the session at once and stops what runs for it, on whatever node; null when it was withdrawn or erased before. */
export async function withdrawConsent(
  journey: Journey,
  { sid, appid }: { sid: string; appid: string },
  { actor }: By,
): Promise<{ withdrawnAt: number } | null> {
  const now = Math.floor(journey.now());
  return journey.db.transaction().execute(async (transaction) => {
    if (!(await withdraw(transaction, sid, now))) return null;
    await appendAudit(transaction, { at: now, actor, action: 'consent.withdrawn', appid, sid, detail: {} });
    return { withdrawnAt: now };
  });
}
