/** A subscriber proves to be reached at a number, by a code that is texted there; nothing here looks whether anything is kept of it. */

import type { SmsGateway } from '../sms/gateway.ts';
import { appendAudit } from '../store/audit.ts';
import { countTry } from '../store/console/login-tries.ts';
import { countCode } from '../store/subject/subject-codes.ts';
import { insertVisit, renewCode, signInVisit, tryCode, type Visit } from '../store/subject/subject-visits.ts';
import { limitHash } from '../store/vault/limit-hash.ts';
import type { Journey } from './journey.ts';

export const codeSeconds = 300;
export const resendSeconds = 60;
export const visitSeconds = 1800;
const mostTries = 5;

/** Codes that one address may have sent within ten minutes, to whatever numbers: a carrier's whole town may be behind one. */
const codesOfAddress = 30;

export type CodeRefusal = { why: 'wait'; seconds: number } | { why: 'gateway' };

/**
 * A code to a number that was not asked for here yet (`visit` null), or a new one to the number of the visit. Gives the visit's token.
 * Counted apart from the flows of apps, with the same limits: an answer says nothing of whether an app asked for the number.
 */
export async function sendCode(
  journey: Journey,
  sms: SmsGateway,
  { tel, address, visit }: { tel: string; address: string; visit: Visit | null },
): Promise<{ token: string } | CodeRefusal> {
  const { db, vault, random, flowLimits } = journey;
  const now = journey.now();
  const limits = [{ count: 1, seconds: resendSeconds }, ...flowLimits];
  const who = await limitHash(db, vault, 'login', `subject-address:${address}`);
  const seconds =
    (await countTry(db, [{ who, most: codesOfAddress }], now)) || (await countCode(db, vault, tel, limits, now));
  if (seconds > 0) return { why: 'wait', seconds };
  const code = String(random(6).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
  const token = visit?.token ?? random(32).toString('hex');
  if (visit) await renewCode(db, token, code, now);
  else await insertVisit(db, { token, tel, code, now, expiresAt: now + visitSeconds });
  try {
    await sms.send(tel, textWith(code));
  } catch (error) {
    journey.log.error({ err: error }, 'a code was not sent');
    return { why: 'gateway' };
  }
  return { token };
}

function textWith(code: string): string {
  return `验证码 ${code}，${codeSeconds / 60} 分钟内有效，用于查看和管理您的通话详单数据。如非本人操作请忽略，切勿告诉他人。`;
}

/** The token of the visit from now on; a wrong code, or one that opens nothing any more. */
export async function signInSubject(
  journey: Journey,
  visit: Visit,
  code: string,
): Promise<{ token: string } | 'wrong' | 'spent'> {
  const { db, random } = journey;
  const now = journey.now();
  const tried = await tryCode(db, visit.token, { code, since: now - codeSeconds, mostTries });
  if (tried !== 'right') return tried;
  const token = random(32).toString('hex');
  return db.transaction().execute(async (transaction) => {
    if (!(await signInVisit(transaction, visit, { token, now, expiresAt: now + visitSeconds }))) return 'spent';
    await appendAudit(transaction, {
      ...{ at: now, actor: 'subject', action: 'subject.signed_in', appid: null, sid: null },
      detail: {},
    });
    return { token };
  });
}
