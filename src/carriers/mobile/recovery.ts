/** The forgotten password at 中国移动: identity, a texted code, the login's texted code, three contacts, a new password. */

import type { Code } from '../../errors.ts';
import type { Notes, StepContext } from '../connector.ts';
import { showCode } from '../portal-trouble.ts';
import type { Recovery, RecoveryAnswer, RecoveryOutcome, RecoveryQuestion } from '../recovery.ts';
import { refuse, settle } from '../refusal.ts';
import { codeLifeSeconds, codeRestSeconds } from './challenge.ts';
import { readResult, readShopTexting, type Sent } from './pages.ts';
import { type Page, signInPages, visitAtSignIn } from './visit.ts';

/** The portal's cookie says how far a recovery has come. */
const noNotes: Notes = {};

const success = '000000';

/** Each page may be asked once for an answer: a password that was set is "the old one" the second time. */
function pageAt(step: string): Page<{ code: string; passwordLength: string }> {
  return { path: `/i/v1/pwd/${step}/{tel}`, how: 'post', repeatable: false, read: readResult };
}

const pages = {
  identity: pageAt('ident'),
  code: pageAt('checkcode'),
  loginCode: pageAt('logincode'),
  contacts: pageAt('contacts'),
  newPassword: pageAt('newpwd'),
};

const refusals = new Map<string, Code>([
  ['570010', 4010],
  ['570011', 30001],
  ['570012', 30010],
  ['570021', 30006],
  ['570031', 30004],
  ['570032', 30005],
  ['570034', 30008],
]);

/** `otherwise`: what a code means on this page when the table does not know it. */
function refuseWith({ path }: Page<unknown>, code: string, otherwise: Code): RecoveryOutcome {
  return refuse(refusals.get(code) ?? otherwise, `${path}: refused (${showCode(code)})`, noNotes);
}

function ask(question: RecoveryQuestion, because?: Code): RecoveryOutcome {
  return { kind: 'ask', question, notes: noNotes, content: '', ...(because === undefined ? {} : { because }) };
}

interface Texting {
  wants: 'smsCode' | 'loginCode';
  page: Page<Sent>;
  fields: Readonly<Record<string, string>>;
}

function firstCode(): Texting {
  const path = '/i/v1/pwd/randomcode/{tel}';
  return { wants: 'smsCode', page: { path, how: 'post', repeatable: false, read: readShopTexting }, fields: {} };
}

function loginCode({ tel }: StepContext): Texting {
  const fields = { userName: tel, type: '01', channelID: '12003' };
  return { wants: 'loginCode', page: signInPages.textCode, fields };
}

/** `isCorrection`: the last code was wrong or expired, so one that still serves must be typed again rather than asked for anew. */
async function askTextedCode(context: StepContext, texting: Texting, isCorrection: boolean): Promise<RecoveryOutcome> {
  const { wants, page, fields } = texting;
  const sent = await visitAtSignIn(context, page, fields);
  if (sent === 'sent') return ask({ wants, seconds: codeLifeSeconds }, isCorrection ? 20013 : undefined);
  if (sent === 'dailyCap') return refuse(4009, `${page.path}: daily cap reached`, noNotes);
  if (sent === 'failed') return refuse(30009, `${page.path}: cannot be sent`, noNotes);
  if (isCorrection) return refuse(4008, `${page.path}: the last code is still valid`, noNotes);
  return ask({ wants, seconds: codeLifeSeconds - codeRestSeconds, wasSentBefore: true });
}

async function start(context: StepContext, { name, idCard }: { name: string; idCard: string }) {
  const { code } = await visitAtSignIn(context, pages.identity, { custName: name, certNo: idCard });
  if (code !== success) return refuseWith(pages.identity, code, 30007);
  return askTextedCode(context, firstCode(), false);
}

/** When only the login code could not be texted, the first one was used up and is not handed in again. */
const firstCodeAccepted: Notes = { firstCode: 'accepted' };

async function handInCode(context: StepContext, notes: Notes, randomCode: string): Promise<RecoveryOutcome> {
  if (notes.firstCode !== 'accepted') {
    const { code } = await visitAtSignIn(context, pages.code, { randomCode });
    if (code === '570005') return askTextedCode(context, firstCode(), true);
    if (code !== success) return refuseWith(pages.code, code, 30007);
  }
  return settle(firstCodeAccepted, () => askTextedCode(context, loginCode(context), false));
}

async function handInLoginCode(context: StepContext, smsPwd: string) {
  const { code } = await visitAtSignIn(context, pages.loginCode, { smsPwd });
  if (code === '6001' || code === '6002') return askTextedCode(context, loginCode(context), true);
  return code === success ? ask({ wants: 'contacts' }) : refuseWith(pages.loginCode, code, 30007);
}

async function nameContacts(context: StepContext, tels: readonly string[]) {
  const { code } = await visitAtSignIn(context, pages.contacts, { contacts: tels.join(',') });
  return code === success ? ask({ wants: 'newPassword' }) : refuseWith(pages.contacts, code, 30007);
}

async function setPassword(context: StepContext, password: string): Promise<RecoveryOutcome> {
  const newPwd = Buffer.from(password, 'utf8').toString('base64');
  const { code, passwordLength } = await visitAtSignIn(context, pages.newPassword, { newPwd });
  if (code === success) return { kind: 'done', content: '' };
  // Only here is it known whether 广东 wants six digits or, for 神州行, eight.
  if (code === '570033') return refuseWith(pages.newPassword, code, passwordLength === '8' ? 30002 : 30003);
  return refuseWith(pages.newPassword, code, 30007);
}

function take(context: StepContext, notes: Notes, answer: RecoveryAnswer): Promise<RecoveryOutcome> {
  switch (answer.gives) {
    case 'smsCode':
      return handInCode(context, notes, answer.code);
    case 'loginCode':
      return handInLoginCode(context, answer.code);
    case 'contacts':
      return nameContacts(context, answer.tels);
    case 'newPassword':
      return setPassword(context, answer.password);
  }
}

export const recovery = {
  start: (context, identity) => settle(noNotes, () => start(context, identity)),
  answer: (context, notes, answer) => settle(notes, () => take(context, notes, answer)),
} satisfies Recovery;
