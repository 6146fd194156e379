/** The forgotten password at 中国联通: name and ID card, a texted code, a new password; the same in every province. */

import type { Code } from '../../errors.ts';
import type { Notes, StepContext } from '../connector.ts';
import type { Recovery, RecoveryOutcome } from '../recovery.ts';
import { refuse, settle } from '../refusal.ts';
import { readResultCode } from './pages.ts';
import { type Page, visitAtSignIn } from './visit.ts';

/** How long the carrier says that a texted code is good. */
const codeLifeSeconds = 120;

/** The portal's cookie says how far a recovery has come. */
const noNotes: Notes = {};

const success = '0000';
const lastCodeStillValid = '7412';

/** Asking for the code again may text a second one, and a password cannot be the old one twice: none is repeatable. */
function pageAt(path: string): Page<string> {
  return { path, site: 'signIn', repeatable: false, read: readResultCode };
}

const pages = {
  checkUser: pageAt('/portal/Service/ResetPwdCheckUser'),
  sendCode: pageAt('/portal/Service/ResetPwdSendCode'),
  checkCode: pageAt('/portal/Service/ResetPwdCheckCode'),
  submit: pageAt('/portal/Service/ResetPwdSubmit'),
};

const refusals = new Map<string, Code>([
  ['7009', 20008],
  ['7217', 4007],
  ['7401', 4010],
  ['7402', 30010],
  ['7411', 4009],
  ['7431', 30003],
  ['7432', 30005],
  ['7433', 30004],
  ['7499', 4004],
]);

/** `otherwise`: what a result code means on this page when the table does not know it. */
function refuseWith({ path }: Page<string>, result: string, otherwise: Code): RecoveryOutcome {
  return refuse(refusals.get(result) ?? otherwise, `${path}: refused (code ${result})`, noNotes);
}

const askCode = {
  kind: 'ask',
  question: { wants: 'smsCode', seconds: codeLifeSeconds },
  notes: noNotes,
  content: '',
} satisfies RecoveryOutcome;

async function start(
  context: StepContext,
  { name, idCard }: { name: string; idCard: string },
): Promise<RecoveryOutcome> {
  const identity = { userName: context.tel, custName: name, certNum: idCard };
  const checked = await visitAtSignIn(context, pages.checkUser, identity);
  if (checked !== success) return refuseWith(pages.checkUser, checked, 4007);
  const sent = await visitAtSignIn(context, pages.sendCode);
  // The code of an earlier start, less than a minute old, serves this one too.
  if (sent === success || sent === lastCodeStillValid) return askCode;
  return refuseWith(pages.sendCode, sent, 30009);
}

async function handInCode(context: StepContext, smsCode: string): Promise<RecoveryOutcome> {
  const checked = await visitAtSignIn(context, pages.checkCode, { smsCode });
  if (checked === success) return { kind: 'ask', question: { wants: 'newPassword' }, notes: noNotes, content: '' };
  if (checked !== '7421' && checked !== '7422') return refuseWith(pages.checkCode, checked, 4007);
  const sent = await visitAtSignIn(context, pages.sendCode);
  if (sent === success) return { ...askCode, because: 20013 };
  if (sent === lastCodeStillValid) return refuseWith(pages.checkCode, checked, 4008);
  return refuseWith(pages.sendCode, sent, 30009);
}

async function setPassword(context: StepContext, password: string): Promise<RecoveryOutcome> {
  const set = await visitAtSignIn(context, pages.submit, { newPassword: password, confirmPassword: password });
  return set === success ? { kind: 'done', content: '' } : refuseWith(pages.submit, set, 30007);
}

export const recovery = {
  start: (context, identity) => settle(noNotes, () => start(context, identity)),
  answer: (context, notes, answer) =>
    settle(notes, async () => {
      if (answer.gives === 'smsCode') return handInCode(context, answer.code);
      if (answer.gives === 'newPassword') return setPassword(context, answer.password);
      throw new Error(`中国联通 never asks for ${answer.gives}`);
    }),
} satisfies Recovery;
