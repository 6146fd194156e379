/** 中国联通's recovery as the journey meets it: against the sandbox, and against a script where the sandbox has no scenario. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { carrierOfNumber, knownPrefixes, placeOfNumber } from '../../sandbox/numbers.ts';
import { openTestSandbox, type TestSandbox, testNow } from '../../sandbox/test-sandbox.ts';
import { capabilities } from '../../src/carriers/capabilities.ts';
import { recovery } from '../../src/carriers/unicom/recovery.ts';
import { beginRecovery, type RecoveryJourney } from './recovery-journey.ts';
import { withScriptedPortal } from './scripted-portal.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: null });
});
afterAll(() => sandbox.close());

/** 河南. */
const plain = '130075000';

function unicomTelIn(province: string): string {
  const prefix = knownPrefixes.find((each) => {
    return carrierOfNumber(`${each}0000`) === 'unicom' && placeOfNumber(`${each}0000`).province === province;
  });
  if (prefix === undefined) throw new Error(`no 联通 number known in ${province}`);
  return `${prefix}0010`;
}

const begin = (tel: string, baseUrl = `${sandbox.origin}/unicom`): RecoveryJourney =>
  beginRecovery(recovery, sandbox, tel, baseUrl);

const askCode = { kind: 'ask', question: { wants: 'smsCode', seconds: 120 }, content: '' };
const askPassword = { kind: 'ask', question: { wants: 'newPassword' }, content: '' };

test('name and ID card, a code, a new password: done', async () => {
  const person = begin(`${plain}10`);
  expect(await person.start()).toMatchObject(askCode);
  expect(await person.smsCode()).toMatchObject(askPassword);
  expect(await person.newPassword('407316')).toEqual({ kind: 'done', content: '' });
  expect((await sandbox.inspect(`${plain}10`)).pin).toBe('407316');
});

test('the sandbox offers recovery, with six digits, in just the provinces that capabilities.json says', async () => {
  const said = Object.entries(capabilities.unicom).map(([province, { recovery, password_lengths }]) => {
    return [province, recovery && password_lengths.join() === '6'];
  });
  const offered = await Promise.all(
    Object.keys(capabilities.unicom).map(async (province) => {
      const tel = unicomTelIn(province);
      const person = begin(tel);
      const question = await person.start();
      await person.smsCode();
      return [province, question.kind === 'ask' && (await person.newPassword('407316')).kind === 'done'];
    }),
  );
  expect(offered).toEqual(said);
  expect(offered).toHaveLength(31);
});

test('an identity that is not the one on file is 4010', async () => {
  const { name, id_card } = await sandbox.inspect(`${plain}11`);
  const wrong = { kind: 'refused', code: 4010 };
  expect(await begin(`${plain}11`).start({ name: '某某', idCard: id_card })).toMatchObject(wrong);
  expect(await begin(`${plain}11`).start({ name, idCard: '990123198506132748' })).toMatchObject(wrong);
});

test.each([
  ['60', 'the carrier in maintenance', 20020],
  ['62', 'a locked number', 30010],
  ['63', 'the SMS cap of the day', 4009],
  ['65', 'a number without a name on file', 20008],
  ['81', 'a broken portal', 4007],
])('scenario %s: %s is %i', async (digits, _what, code) => {
  expect(await begin(plain + digits).start()).toMatchObject({ kind: 'refused', code });
});

test('a wrong code is 4008 while the one that was sent is good, and that one still serves', async () => {
  const person = begin(`${plain}12`);
  await person.start();
  expect(await person.smsCode('abcdef')).toMatchObject({ kind: 'refused', code: 4008, notes: {} });
  expect(await person.smsCode()).toMatchObject(askPassword);
});

test('a code that came too late is 20013, with a new one sent', async () => {
  const person = begin(`${plain}13`);
  await person.start();
  await sandbox.turn('clock', { now: testNow + 121 });
  expect(await person.smsCode()).toMatchObject({ ...askCode, because: 20013 });
  expect((await sandbox.inspect(`${plain}13`)).sms).toHaveLength(2);
  expect(await person.smsCode()).toMatchObject(askPassword);
});

test('a second start within the minute uses the code that was sent', async () => {
  await begin(`${plain}14`).start();
  const person = begin(`${plain}14`);
  expect(await person.start()).toMatchObject(askCode);
  expect((await sandbox.inspect(`${plain}14`)).sms).toHaveLength(1);
  expect(await person.smsCode()).toMatchObject(askPassword);
});

test('what the portal does not take as a new password may be corrected', async () => {
  const { pin } = await sandbox.inspect(`${plain}15`);
  const person = begin(`${plain}15`);
  await person.start();
  await person.smsCode();
  expect(await person.newPassword(pin)).toMatchObject({ kind: 'refused', code: 30004, notes: {} });
  expect(await person.newPassword('111111')).toMatchObject({ kind: 'refused', code: 30005, notes: {} });
  expect(await person.newPassword('4073169')).toMatchObject({ kind: 'refused', code: 30003, notes: {} });
  expect(await person.newPassword('407316')).toMatchObject({ kind: 'done' });
});

test('a recovery that the portal has forgotten is 4004', async () => {
  const person = begin(`${plain}16`);
  await person.start();
  await sandbox.turn('reset', {});
  expect(await person.smsCode('123456')).toMatchObject({ kind: 'refused', code: 4004 });
});

const identity = { name: '甲乙', idCard: '990123198506132748' };
const reply = (resultCode: string) => () => `f({resultCode:"${resultCode}",msg:'……'});`;

test('a code that cannot be sent is 30009, a password that cannot be set 30007', async () => {
  const script = { ResetPwdCheckUser: reply('0000'), ResetPwdSendCode: reply('7498'), ResetPwdSubmit: reply('7498') };
  await withScriptedPortal(script, async ({ baseUrl }) => {
    const person = begin(`${plain}10`, baseUrl);
    const detail = '/portal/Service/ResetPwdSendCode: refused (code 7498)';
    expect(await person.start(identity)).toEqual({ kind: 'refused', code: 30009, detail });
    expect(await person.newPassword('407316')).toMatchObject({ kind: 'refused', code: 30007 });
  });
});

test('a new password is never sent twice, even when the connection fails', async () => {
  await withScriptedPortal({ '': () => null }, async (portal) => {
    expect(await begin(`${plain}10`, portal.baseUrl).newPassword('407316')).toMatchObject({ code: 4007, notes: {} });
    expect(portal.asked).toEqual(['ResetPwdSubmit']);
  });
});

test('the operator is told the page and its code, never who or what was typed', async () => {
  await withScriptedPortal({ '': reply('7401') }, async ({ baseUrl }) => {
    const outcome = await begin(`${plain}10`, baseUrl).start(identity);
    expect(outcome).toMatchObject({ detail: '/portal/Service/ResetPwdCheckUser: refused (code 7401)' });
    for (const personal of [`${plain}10`, identity.name, identity.idCard]) {
      expect(JSON.stringify(outcome)).not.toContain(personal);
    }
  });
});
