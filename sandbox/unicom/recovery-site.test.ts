/** Tests of the forgotten password at 中国联通's sign-in site, over HTTP. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../test-sandbox.ts';
import { startJourney, unicomTel } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: null });
});
afterAll(() => sandbox.close());

const plain = unicomTel('天津', '天津', '02');
const ok = '{resultCode:"0000"}';

function forgetful(tel: string) {
  const { service, login, browser } = startJourney(sandbox, tel);
  return {
    login,
    browser,
    async checkUser(wrong: Record<string, string> = {}) {
      const { name, id_card } = await sandbox.inspect(tel);
      return service('ResetPwdCheckUser', { userName: tel, custName: name, certNum: id_card, ...wrong });
    },
    sendCode: () => service('ResetPwdSendCode'),
    checkCode: async (code?: string) =>
      service('ResetPwdCheckCode', { smsCode: code ?? (await sandbox.inspect(tel)).sms.at(-1)?.code ?? '' }),
    submit: (newPassword: string, confirmPassword = newPassword) =>
      service('ResetPwdSubmit', { newPassword, confirmPassword }),
  };
}

/** Somebody whom only the new password is wanted from. */
async function provenOwner(tel: string) {
  const person = forgetful(tel);
  await person.checkUser();
  await person.sendCode();
  expect(await person.checkCode()).toBe(ok);
  return person;
}

test('name, ID card and code bring a new password, and the old one is no good any more', async () => {
  const { pin } = await sandbox.inspect(plain);
  const person = forgetful(plain);
  expect(await person.checkUser()).toBe(ok);
  expect(await person.sendCode()).toBe(ok);
  const { sms } = await sandbox.inspect(plain);
  expect(sms).toEqual([
    { at: testNow, text: expect.stringContaining('重置服务密码'), code: expect.stringMatching(/^\d{6}$/) },
  ]);
  expect(await person.checkCode()).toBe(ok);
  expect(await person.submit('407316')).toBe(ok);
  expect((await sandbox.inspect(plain)).pin).toBe('407316');
  expect(await person.login(pin)).toContain('resultCode:"7007"');
  await sandbox.turn('reset', {});
  const again = await provenOwner(plain);
  await again.submit('407316');
  expect(await again.login('407316')).toContain(ok.slice(1, -1));
});

test.each([
  ['another name', { custName: '某某' }],
  ['another ID card', { certNum: '990123198506132748' }],
  ['a number of another carrier', { userName: '13800100002' }],
  ['no number at all', { userName: '' }],
])('%s is refused alike, and texts nobody', async (_what, wrong) => {
  const person = forgetful(plain);
  expect(await person.checkUser(wrong)).toBe(`{resultCode:"7401",msg:'您输入的姓名或证件号码与登记信息不符。[7401]'}`);
  expect(await person.sendCode()).toContain('7499');
  expect((await sandbox.inspect(plain)).sms).toEqual([]);
});

test('the check digit may be written small', async () => {
  const tels = Array.from({ length: 40 }, (_, index) => unicomTel('天津', '天津', String(index).padStart(2, '0')));
  const truths = await Promise.all(tels.map((tel) => sandbox.inspect(tel)));
  const owner = truths.find(({ id_card }) => id_card.endsWith('X'));
  if (owner === undefined) throw new Error('nobody has an X');
  expect(await forgetful(owner.tel).checkUser({ certNum: owner.id_card.toLowerCase() })).toBe(ok);
});

test('a locked number is turned away, and so is one without a name on file', async () => {
  expect(await forgetful(unicomTel('天津', '天津', '62')).checkUser()).toContain('resultCode:"7402"');
  expect(await forgetful(unicomTel('天津', '天津', '65')).checkUser()).toContain('resultCode:"7009"');
});

test('a code is sent once a minute, and up to the cap of the day', async () => {
  const person = forgetful(plain);
  await person.checkUser();
  expect(await person.sendCode()).toBe(ok);
  expect(await person.sendCode()).toContain('resultCode:"7412"');
  await sandbox.turn('clock', { now: testNow + 60 });
  expect(await person.sendCode()).toBe(ok);
  const capped = forgetful(unicomTel('天津', '天津', '63'));
  await capped.checkUser();
  expect(await capped.sendCode()).toContain('resultCode:"7411"');
});

test('a wrong code and a late one are told apart, and neither leads on', async () => {
  const person = forgetful(plain);
  await person.checkUser();
  await person.sendCode();
  expect(await person.checkCode('abcdef')).toContain('resultCode:"7421"');
  await sandbox.turn('clock', { now: testNow + 121 });
  expect(await person.checkCode()).toContain('resultCode:"7422"');
  expect(await person.submit('407316')).toContain('resultCode:"7499"');
});

test('a new password must be six digits, typed twice alike, not simple and not the old one', async () => {
  const { pin, id_card } = await sandbox.inspect(plain);
  const person = await provenOwner(plain);
  expect(await person.submit('40731')).toContain('resultCode:"7431"');
  expect(await person.submit('40731a')).toContain('resultCode:"7431"');
  expect(await person.submit('407316', '407317')).toContain('resultCode:"7431"');
  for (const simple of ['888888', '123456', '654321', plain.slice(-6), id_card.slice(6, 12)]) {
    expect(await person.submit(simple)).toContain('resultCode:"7432"');
  }
  expect(await person.submit(pin)).toContain('resultCode:"7433"');
  expect((await sandbox.inspect(plain)).pin).toBe(pin);
  expect(await person.submit('407316')).toBe(ok);
  expect(await person.submit('407317')).toContain('resultCode:"7499"');
});

test('a recovery that is left alone for a quarter of an hour must begin again', async () => {
  const person = await provenOwner(plain);
  await sandbox.turn('clock', { now: testNow + 901 });
  expect(await person.submit('407316')).toContain('resultCode:"7499"');
});

test('a recovery is no sign-in', async () => {
  const person = await provenOwner(plain);
  person.browser.cookies.set('JUT', person.browser.cookies.get('rpt') ?? '');
  const reply = await person.browser.post('/e3/static/check/checklogin/?_=1');
  expect(await reply.json()).toEqual({ isLogin: false });
});

test('an initial password is one no more once it was replaced', async () => {
  const tel = unicomTel('天津', '天津', '64');
  expect(await forgetful(tel).login()).toContain('resultCode:"7003"');
  const person = await provenOwner(tel);
  await person.submit('407316');
  expect(await person.login()).toContain('resultCode:"0000"');
});

test('the carrier in maintenance shows it here too', async () => {
  const person = forgetful(unicomTel('天津', '天津', '60'));
  expect(await person.checkUser()).toContain('系统升级维护中');
  expect(await person.sendCode()).toContain('系统升级维护中');
});
