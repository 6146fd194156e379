/** Plays somebody who forgot the password around one carrier's recovery; every step gets a new portal, made from stored text only. */

import { type TestSandbox, testNow } from '../../sandbox/test-sandbox.ts';
import type { StepContext } from '../../src/carriers/connector.ts';
import { openPortal } from '../../src/carriers/portal.ts';
import type { Recovery, RecoveryAnswer, RecoveryOutcome } from '../../src/carriers/recovery.ts';

const daySeconds = 86_400;

/** Without arguments the answers are right. */
export interface RecoveryJourney {
  start(identity?: { name: string; idCard: string }): Promise<RecoveryOutcome>;
  smsCode(code?: string): Promise<RecoveryOutcome>;
  loginCode(code?: string): Promise<RecoveryOutcome>;
  contacts(tels?: string[]): Promise<RecoveryOutcome>;
  newPassword(password: string): Promise<RecoveryOutcome>;
}

export function beginRecovery(recovery: Recovery, sandbox: TestSandbox, tel: string, baseUrl: string): RecoveryJourney {
  let stored = JSON.stringify({ cookies: '', notes: {} });

  async function step(
    play: (context: StepContext, notes: Record<string, string>) => Promise<RecoveryOutcome>,
  ): Promise<RecoveryOutcome> {
    const { cookies, notes } = JSON.parse(stored);
    const portal = openPortal({ baseUrl, cookies, pace: { random: () => 0.5, sleep: async () => undefined } });
    const outcome = await play({ tel, province: '', city: '', portal, now: () => testNow }, notes);
    const kept = outcome.kind === 'done' ? notes : (outcome.notes ?? notes);
    stored = JSON.stringify({ cookies: portal.cookies(), notes: kept });
    return outcome;
  }

  const answer = (given: RecoveryAnswer) => step((context, notes) => recovery.answer(context, notes, given));
  const lastCode = async () => (await sandbox.inspect(tel)).sms.at(-1)?.code ?? '';

  return {
    async start(identity) {
      const { name, id_card: idCard } = await sandbox.inspect(tel);
      return step((context) => recovery.start(context, identity ?? { name, idCard }));
    },
    smsCode: async (code) => answer({ gives: 'smsCode', code: code ?? (await lastCode()) }),
    loginCode: async (code) => answer({ gives: 'loginCode', code: code ?? (await lastCode()) }),
    contacts: async (tels) => answer({ gives: 'contacts', tels: tels ?? (await contactsOf(sandbox, tel)).slice(0, 3) }),
    newPassword: (password) => answer({ gives: 'newPassword', password }),
  };
}

/** Whom the subscriber talked to between 90 and 5 days ago, each once. */
export async function contactsOf(sandbox: TestSandbox, tel: string): Promise<string[]> {
  const { calls } = await sandbox.inspect(tel);
  const lately = calls.filter(({ call_time }) => {
    const ageDays = (testNow - Number(call_time)) / daySeconds;
    return 5 < ageDays && ageDays < 90;
  });
  return [...new Set(lately.map(({ call_tel = '' }) => call_tel))];
}
