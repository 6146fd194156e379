/** 中国电信's recovery as the journey meets it: against the sandbox, and against a script where the sandbox has no scenario. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../../sandbox/test-sandbox.ts';
import { capabilityOf } from '../../src/carriers/capabilities.ts';
import { recovery } from '../../src/carriers/telecom/recovery.ts';
import { beginRecovery, type RecoveryJourney } from './recovery-journey.ts';
import { type Line, withScriptedPortal } from './scripted-portal.ts';
import { stemIn, stems } from './telecom-numbers.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: testNow });
});
afterAll(() => sandbox.close());

const begin = (tel: string, baseUrl = `${sandbox.origin}/telecom`): RecoveryJourney =>
  beginRecovery(recovery, sandbox, tel, baseUrl);

const askCode = { kind: 'ask', question: { wants: 'smsCode', seconds: 120 }, content: '' };
const askPassword = { kind: 'ask', question: { wants: 'newPassword' }, content: '' };

test('name and ID card, a code, a new password: done', async () => {
  const tel = `${stemIn('河南')}40`;
  const person = begin(tel);
  expect(await person.start()).toMatchObject(askCode);
  expect(await person.smsCode()).toMatchObject(askPassword);
  expect(await person.newPassword('407316')).toEqual({ kind: 'done', content: '' });
  expect((await sandbox.inspect(tel)).pin).toBe('407316');
});

const texted = ['江苏', '湖北', '四川', '安徽', '广西', '陕西'];
const own = stems.filter(([province]) => province !== '上海' && !texted.includes(province));

test.each(own)('%s lets subscribers choose a password', async (province, stem) => {
  expect(capabilityOf('telecom', province)?.recovery).toBe(true);
  const person = begin(`${stem}41`);
  expect(await person.start()).toMatchObject(askCode);
  expect(await person.smsCode()).toMatchObject(askPassword);
});

test.each(texted)('%s texts a random password, and says so', async (province) => {
  const tel = `${new Map(stems).get(province)}42`;
  const before = (await sandbox.inspect(tel)).pin;
  const person = begin(tel);
  await person.start();
  expect(await person.smsCode()).toEqual({ kind: 'done', content: expect.stringMatching(/短信发送/) });
  const { pin, sms } = await sandbox.inspect(tel);
  expect(pin).not.toBe(before);
  expect(sms.at(-1)?.text).toContain(pin);
});

test('上海 shows the random password, and texts none', async () => {
  const tel = `${stemIn('上海')}43`;
  const before = (await sandbox.inspect(tel)).pin;
  const person = begin(tel);
  await person.start();
  const done = await person.smsCode();
  const { pin, sms } = await sandbox.inspect(tel);
  expect(done).toEqual({ kind: 'done', content: pin });
  expect(pin).not.toBe(before);
  expect(sms).toHaveLength(1);
});

test('an identity that is not the one on file is 4010, and may be corrected', async () => {
  const person = begin(`${stemIn('河南')}44`);
  const identity = { name: '张冒名', idCard: '110101199001010015' };
  const refused = await person.start(identity);
  expect(refused).toMatchObject({ kind: 'refused', code: 4010, notes: {} });
  expect(JSON.stringify(refused)).not.toMatch(/张冒名|110101199001010015/);
  expect(await person.start()).toMatchObject(askCode);
});

test.each([
  [stemIn('河南'), '65', 20008, 'a number without a real name'],
  [stemIn('河南'), '63', 4009, 'a code that may not be sent any more'],
])('%s%s is refused with %i: %s', async (stem, digits, code) => {
  expect(await begin(stem + digits).start()).toMatchObject({ kind: 'refused', code });
});

test('a number of another carrier is refused with 30010', async () => {
  const identity = { name: '张三', idCard: '110101199001010015' };
  expect(await begin('13800138000').start(identity)).toMatchObject({ kind: 'refused', code: 30010 });
});

test('a wrong code may be corrected while the last one is valid', async () => {
  const person = begin(`${stemIn('河南')}45`);
  await person.start();
  expect(await person.smsCode('wrong')).toMatchObject({ kind: 'refused', code: 4008, notes: {} });
  expect(await person.smsCode()).toMatchObject(askPassword);
});

test('a code that comes too late is followed by a new one', async () => {
  const person = begin(`${stemIn('上海')}46`);
  await person.start();
  await sandbox.turn('clock', { now: testNow + 130 });
  expect(await person.smsCode()).toMatchObject({ ...askCode, because: 20013 });
  expect(await person.smsCode()).toMatchObject({ kind: 'done' });
});

test('a second start within the minute goes on with the first code', async () => {
  const tel = `${stemIn('河南')}47`;
  await begin(tel).start();
  const person = begin(tel);
  expect(await person.start()).toMatchObject(askCode);
  expect(await person.smsCode()).toMatchObject(askPassword);
  expect((await sandbox.inspect(tel)).sms).toHaveLength(1);
});

test('the old password is not a new one, and the portal has its own mind about what is simple', async () => {
  const tel = `${stemIn('河南')}48`;
  const person = begin(tel);
  await person.start();
  await person.smsCode();
  const { pin } = await sandbox.inspect(tel);
  expect(await person.newPassword(pin)).toMatchObject({ kind: 'refused', code: 30004, notes: {} });
  expect(await person.newPassword('111111')).toMatchObject({ kind: 'refused', code: 30005, notes: {} });
  expect(await person.newPassword('4073')).toMatchObject({ kind: 'refused', code: 30003, notes: {} });
  expect(await person.newPassword('407316')).toMatchObject({ kind: 'done' });
});

test('a recovery that the portal has forgotten is a timeout', async () => {
  const person = begin(`${stemIn('河南')}49`);
  await person.start();
  await sandbox.turn('reset', {});
  expect(await person.smsCode('123456')).toMatchObject({ kind: 'refused', code: 4004 });
});

test('maintenance, and a portal that breaks, are told', async () => {
  expect(await begin(`${stemIn('河南')}60`).start()).toMatchObject({ kind: 'refused', code: 20020 });
  expect(await begin(`${stemIn('河南')}81`).start()).toMatchObject({ kind: 'refused', code: 4007, notes: {} });
});

const reply = (result: string, more = {}) => JSON.stringify({ result, msg: '张三的回复', ...more });

test.each([
  ['a busy portal', 'checkUser', reply('9001'), 4007],
  ['a check that nobody knows', 'checkUser', reply('7777'), 4007],
  ['a page that nobody knows', 'checkUser', '<html>张三的回复</html>', 4007],
  ['a code that cannot be sent', 'sendCode', reply('7777'), 30009],
  ['a word on the code that nobody knows', 'checkCode', reply('7777'), 4007],
  ['a way to a password that nobody knows', 'checkCode', reply('0', { resetType: '9' }), 4007],
  ['a password that cannot be set', 'setPwd', reply('7777'), 30007],
])('%s at %s has its code, and the portal’s words are not repeated', async (_, method, said, code) => {
  const line: Line = (fields) => {
    if (fields.get('method') === method) return said;
    return fields.get('method') === 'checkCode' ? reply('0', { resetType: '1' }) : reply('0');
  };
  await withScriptedPortal({ 'resetPwd.do': line }, async ({ baseUrl }) => {
    const person = begin(`${stemIn('河南')}50`, baseUrl);
    const outcomes = [
      await person.start({ name: '张三', idCard: '110101199001010015' }),
      await person.smsCode('123456'),
      await person.newPassword('407316'),
    ];
    const refused = outcomes.find(({ kind }) => kind === 'refused');
    expect(refused).toMatchObject({ code, detail: expect.stringMatching(/^\/dqmh\/resetPwd\.do/) });
    expect(JSON.stringify(refused)).not.toContain('张三');
  });
});

test('an answer that was never asked for is a mistake of ours', async () => {
  const person = begin(`${stemIn('河南')}51`);
  await person.start();
  await expect(person.contacts([])).rejects.toThrow('never asks for contacts');
});
