/** 中国移动's recovery as the journey meets it: against the sandbox, and against a script where the sandbox has no scenario. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../../sandbox/test-sandbox.ts';
import { recovery } from '../../src/carriers/mobile/recovery.ts';
import { beginRecovery, contactsOf, type RecoveryJourney } from './recovery-journey.ts';
import { withScriptedPortal } from './scripted-portal.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: testNow });
});
afterAll(() => sandbox.close());

/** 河南 shows a captcha at login, 北京 texts a code; a recovery texts one in both. */
const plain = '134037031';
const texting = '134010031';
/** 广东 神州行. */
const eightDigits = '13410003113';

const begin = (tel: string, baseUrl = `${sandbox.origin}/mobile`): RecoveryJourney =>
  beginRecovery(recovery, sandbox, tel, baseUrl);

const asks = (question: object) => ({ kind: 'ask', question, content: '' });
const asksCode = asks({ wants: 'smsCode', seconds: 120 });
const asksLoginCode = asks({ wants: 'loginCode', seconds: 120 });
const asksContacts = asks({ wants: 'contacts' });
const asksPassword = asks({ wants: 'newPassword' });

/** Goes rightly through all steps before the new password. */
async function comeToPassword(tel: string): Promise<RecoveryJourney> {
  const person = begin(tel);
  await person.start();
  await person.smsCode();
  await person.loginCode();
  expect(await person.contacts()).toMatchObject(asksPassword);
  return person;
}

test.each([`${plain}10`, `${texting}10`])(
  '%s: identity, two codes, three contacts, a new password: done',
  async (tel) => {
    const person = begin(tel);
    expect(await person.start()).toMatchObject(asksCode);
    expect(await person.smsCode()).toMatchObject(asksLoginCode);
    expect(await person.loginCode()).toMatchObject(asksContacts);
    expect(await person.contacts()).toMatchObject(asksPassword);
    expect(await person.newPassword('407316')).toEqual({ kind: 'done', content: '' });
    const { pin, sms } = await sandbox.inspect(tel);
    expect([pin, sms.length]).toEqual(['407316', 2]);
  },
);

test('an identity that is not the one on file is 4010', async () => {
  const { name, id_card: idCard } = await sandbox.inspect(`${plain}11`);
  const refused = { kind: 'refused', code: 4010 };
  expect(await begin(`${plain}11`).start({ name: '某某', idCard })).toMatchObject(refused);
  expect(await begin(`${plain}11`).start({ name, idCard: '990123198506132748' })).toMatchObject(refused);
});

test.each([
  ['浙江', '13429003112'],
  ['江西', '13407003112'],
  ['山东', '13402203112'],
  ['湖北', '13402703112'],
  ['四川', '13402303112'],
])('%s offers no recovery, says 30001 and texts nothing', async (_province, tel) => {
  expect(await begin(tel).start()).toMatchObject({ kind: 'refused', code: 30001 });
  expect((await sandbox.inspect(tel)).sms).toEqual([]);
});

test.each([
  ['60', 'the carrier in maintenance', 20020],
  ['62', 'a locked number', 30010],
  ['63', 'the SMS cap of the day', 4009],
  ['65', 'a number without a real name', 30010],
  ['81', 'a broken portal', 4007],
])('scenario %s: %s is %i', async (digits, _what, code) => {
  expect(await begin(plain + digits).start()).toMatchObject({ kind: 'refused', code });
});

test('a wrong code is 4008 while the one that was sent is good, and that one still serves', async () => {
  const person = begin(`${plain}13`);
  await person.start();
  expect(await person.smsCode('abcdef')).toMatchObject({ kind: 'refused', code: 4008, notes: {} });
  expect(await person.smsCode()).toMatchObject(asksLoginCode);
  expect(await person.loginCode('abcdef')).toMatchObject({ kind: 'refused', code: 4008, notes: {} });
  expect(await person.loginCode()).toMatchObject(asksContacts);
});

test('a code that came too late is 20013, with a new one sent', async () => {
  const person = begin(`${plain}14`);
  await person.start();
  await sandbox.turn('clock', { now: testNow + 121 });
  expect(await person.smsCode()).toMatchObject({ ...asksCode, because: 20013 });
  expect(await person.smsCode()).toMatchObject(asksLoginCode);
  await sandbox.turn('clock', { now: testNow + 250 });
  expect(await person.loginCode()).toMatchObject({ ...asksLoginCode, because: 20013 });
  expect(await person.loginCode()).toMatchObject(asksContacts);
  expect((await sandbox.inspect(`${plain}14`)).sms).toHaveLength(4);
});

test('a second start within the minute uses the code that was sent, for the minute that it has for certain', async () => {
  await begin(`${plain}15`).start();
  const person = begin(`${plain}15`);
  expect(await person.start()).toMatchObject(asks({ wants: 'smsCode', seconds: 60, wasSentBefore: true }));
  expect((await sandbox.inspect(`${plain}15`)).sms).toHaveLength(1);
  expect(await person.smsCode()).toMatchObject(asksLoginCode);
});

test('contacts that are too few, the same or strangers are 30006, and may be corrected', async () => {
  const tel = `${plain}16`;
  const [first = '', second = ''] = await contactsOf(sandbox, tel);
  const person = begin(tel);
  await person.start();
  await person.smsCode();
  await person.loginCode();
  for (const wrong of [[], [first, second], [first, second, first], [first, second, '13800009999']]) {
    expect(await person.contacts(wrong)).toMatchObject({ kind: 'refused', code: 30006, notes: {} });
  }
  expect(await person.contacts()).toMatchObject(asksPassword);
});

test('what the portal does not take as a new password may be corrected', async () => {
  const tel = `${plain}17`;
  const { pin } = await sandbox.inspect(tel);
  const person = await comeToPassword(tel);
  expect(await person.newPassword(pin)).toMatchObject({ kind: 'refused', code: 30004, notes: {} });
  expect(await person.newPassword('111111')).toMatchObject({ kind: 'refused', code: 30005, notes: {} });
  expect(await person.newPassword('40731692')).toMatchObject({ kind: 'refused', code: 30003, notes: {} });
  expect(await person.newPassword('40731六')).toMatchObject({ kind: 'refused', code: 30008, notes: {} });
  expect(await person.newPassword('407316')).toMatchObject({ kind: 'done' });
});

test('广东 神州行 takes a new password of eight digits only', async () => {
  const person = await comeToPassword(eightDigits);
  expect(await person.newPassword('407316')).toMatchObject({ kind: 'refused', code: 30002, notes: {} });
  expect(await person.newPassword('40731692')).toMatchObject({ kind: 'done' });
  expect((await sandbox.inspect(eightDigits)).pin).toBe('40731692');
});

test('a recovery that the portal has forgotten is 4004', async () => {
  const person = begin(`${plain}18`);
  await person.start();
  await sandbox.turn('reset', {});
  expect(await person.smsCode('123456')).toMatchObject({ kind: 'refused', code: 4004 });
});

const identity = { name: '甲乙', idCard: '990123198506132748' };
const shop = (retCode: string) => () => JSON.stringify({ data: null, retCode, retMsg: '……' });
const tel = `${plain}10`;

test('a code that cannot be sent is 30009, a password that cannot be set 30007, a busy portal 4007', async () => {
  const script = { ident: shop('000000'), randomcode: shop('555999'), newpwd: shop('570099'), contacts: shop('9700') };
  await withScriptedPortal(script, async ({ baseUrl }) => {
    const person = begin(tel, baseUrl);
    const detail = '/i/v1/pwd/randomcode/{tel}: cannot be sent';
    expect(await person.start(identity)).toEqual({ kind: 'refused', code: 30009, detail });
    expect(await person.contacts([])).toMatchObject({ kind: 'refused', code: 4007, notes: {} });
    expect(await person.newPassword('407316')).toMatchObject({ kind: 'refused', code: 30007 });
  });
});

test('a first code that was accepted is not handed in again when the login code could not be texted', async () => {
  const script = {
    checkcode: shop('000000'),
    'sendRandomCodeAction.action': (_fields: URLSearchParams, nth: number) => (nth === 0 ? null : '0'),
  };
  await withScriptedPortal(script, async (portal) => {
    const person = begin(tel, portal.baseUrl);
    expect(await person.smsCode('123456')).toMatchObject({ kind: 'refused', code: 4007 });
    expect(await person.smsCode('123456')).toMatchObject(asksLoginCode);
    expect(portal.asked.filter((page) => page === 'checkcode')).toHaveLength(1);
  });
});

test('a new password is never sent twice, even when the connection fails', async () => {
  await withScriptedPortal({ '': () => null }, async (portal) => {
    expect(await begin(tel, portal.baseUrl).newPassword('407316')).toMatchObject({ code: 4007, notes: {} });
    expect(portal.asked).toEqual(['newpwd']);
  });
});

test('the operator is told the page and its code, never who or what was typed', async () => {
  await withScriptedPortal({ '': shop('570010') }, async ({ baseUrl }) => {
    const outcome = await begin(tel, baseUrl).start(identity);
    expect(outcome).toMatchObject({ detail: '/i/v1/pwd/ident/{tel}: refused (code 570010)' });
    for (const personal of [tel, identity.name, identity.idCard]) {
      expect(JSON.stringify(outcome)).not.toContain(personal);
    }
  });
});
