/** The forgotten password at 中国电信: name and ID card, a texted code, then a password of one's own or a random one, by province. */

import type { Code } from '../../errors.ts';
import type { Notes, StepContext } from '../connector.ts';
import { PortalTrouble, showCode } from '../portal-trouble.ts';
import type { Reader } from '../reader.ts';
import type { Recovery, RecoveryOutcome } from '../recovery.ts';
import { refuse, settle } from '../refusal.ts';
import { textAt } from '../values/json-object.ts';
import { objectIn, passNational } from './recognise.ts';

const path = '/dqmh/resetPwd.do';

/** How long the carrier says that a texted code is good. */
const codeLifeSeconds = 120;

/** The portal's cookie says how far a recovery has come. */
const noNotes: Notes = {};

const success = '0';
const lastCodeStillValid = '1002';

interface Reply {
  result: string;
  msg: string;
  /** How the new password comes about, on the page that takes the code. */
  resetType: string;
  /** The random password, where it is printed. */
  newPwd: string;
}

const readReply: Reader<Reply> = (text, page) => {
  passNational(text, page);
  const reply = objectIn(text, page);
  const result = textAt(reply, 'result');
  if (!/^\d{1,4}$/.test(result)) throw new PortalTrouble('unknownPage', page);
  return {
    result,
    msg: textAt(reply, 'msg'),
    resetType: textAt(reply, 'resetType'),
    newPwd: textAt(reply, 'newPwd'),
  };
};

/** Never repeated: each step may text a code or change the password. */
async function step(context: StepContext, method: string, form: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const reply = await context.portal.post(path, { form: { method, ...form } });
  return readReply(reply.text, path);
}

const refusals = new Map<string, Code>([
  ['1001', 4009],
  ['3001', 4010],
  ['3002', 20008],
  ['3003', 30010],
  ['4001', 30004],
  ['4002', 30005],
  ['4003', 30003],
  ['9000', 4004],
  ['9001', 4007],
]);

/** `otherwise`: what a result means in this step when the table does not know it. */
function refuseWith(method: string, result: string, otherwise: Code): RecoveryOutcome {
  return refuse(refusals.get(result) ?? otherwise, `${path} ${method}: refused (${showCode(result)})`, noNotes);
}

const askCode = {
  kind: 'ask',
  question: { wants: 'smsCode', seconds: codeLifeSeconds },
  notes: noNotes,
  content: '',
} satisfies RecoveryOutcome;

/** What follows the right code. A random password comes with the portal's word that it was texted, or on the page itself (上海). */
const endings: Readonly<Record<string, (reply: Reply) => RecoveryOutcome>> = {
  '1': () => ({ kind: 'ask', question: { wants: 'newPassword' }, notes: noNotes, content: '' }),
  '2': ({ msg }) => ({ kind: 'done', content: msg }),
  '3': ({ newPwd }) => ({ kind: 'done', content: newPwd }),
};

async function start(
  context: StepContext,
  { name, idCard }: { name: string; idCard: string },
): Promise<RecoveryOutcome> {
  const checked = await step(context, 'checkUser', { phone: context.tel, custName: name, certNo: idCard });
  if (checked.result !== success) return refuseWith('checkUser', checked.result, 4007);
  const sent = await step(context, 'sendCode');
  // The code of an earlier start, less than a minute old, serves this one too.
  if (sent.result === success || sent.result === lastCodeStillValid) return askCode;
  return refuseWith('sendCode', sent.result, 30009);
}

async function handInCode(context: StepContext, smsCode: string): Promise<RecoveryOutcome> {
  const checked = await step(context, 'checkCode', { smsCode });
  if (checked.result === success) {
    const ending = endings[checked.resetType];
    if (ending === undefined) throw new PortalTrouble('unknownPage', path, `reset ${showCode(checked.resetType)}`);
    return ending(checked);
  }
  if (checked.result !== '2001' && checked.result !== '2002') return refuseWith('checkCode', checked.result, 4007);
  const sent = await step(context, 'sendCode');
  if (sent.result === success) return { ...askCode, because: 20013 };
  if (sent.result === lastCodeStillValid) return refuseWith('checkCode', checked.result, 4008);
  return refuseWith('sendCode', sent.result, 30009);
}

async function setPassword(context: StepContext, newPwd: string): Promise<RecoveryOutcome> {
  const { result } = await step(context, 'setPwd', { newPwd });
  return result === success ? { kind: 'done', content: '' } : refuseWith('setPwd', result, 30007);
}

export const recovery = {
  start: (context, identity) => settle(noNotes, () => start(context, identity)),
  answer: (context, notes, answer) =>
    settle(notes, async () => {
      if (answer.gives === 'smsCode') return handInCode(context, answer.code);
      if (answer.gives === 'newPassword') return setPassword(context, answer.password);
      throw new Error(`中国电信 never asks for ${answer.gives}`);
    }),
} satisfies Recovery;
