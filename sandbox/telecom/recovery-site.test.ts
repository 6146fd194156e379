/** Tests of the forgotten password at 中国电信, over HTTP. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../test-sandbox.ts';
import { startJourney, telecomTel } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: null });
});
afterAll(() => sandbox.close());

const places = { own: ['浙江', '宁波'], texted: ['江苏', '南京'], printed: ['上海', '上海'] } as const;

function begin(tel: string) {
  const journey = startJourney(sandbox, tel);
  const step = (method: string, form: Record<string, string> = {}) =>
    journey.national('/dqmh/resetPwd.do', { method, ...form });
  async function start(odd: Record<string, string> = {}) {
    const { name, id_card } = await sandbox.inspect(tel);
    return step('checkUser', { phone: tel, custName: name, certNo: id_card, ...odd });
  }
  /** Up to the right code. */
  async function passCode() {
    await start();
    await step('sendCode');
    return step('checkCode', { smsCode: await journey.lastCode() });
  }
  return { journey, step, start, passCode };
}

test('in most provinces the subscriber sets a new password, which signs in', async () => {
  const tel = telecomTel(...places.own, '01');
  const { journey, step, passCode } = begin(tel);
  expect(await passCode()).toMatchObject({ result: '0', resetType: '1' });
  expect(await step('setPwd', { newPwd: '907315' })).toMatchObject({ result: '0' });
  expect((await sandbox.inspect(tel)).pin).toBe('907315');
  expect(await journey.login()).toBe('');
});

test('elsewhere a random password is texted and the page says so', async () => {
  const tel = telecomTel(...places.texted, '01');
  const { pin: before } = await sandbox.inspect(tel);
  const { journey, passCode } = begin(tel);
  const done = await passCode();
  expect(done).toEqual({ result: '0', resetType: '2', msg: expect.stringContaining('短信') });
  const { pin, sms } = await sandbox.inspect(tel);
  expect(pin).toMatch(/^\d{6}$/);
  expect(pin).not.toBe(before);
  expect(sms.at(-1)).toMatchObject({ text: expect.stringContaining(pin), code: '' });
  expect(await journey.login()).toBe('');
});

test('上海 prints the random password in its reply', async () => {
  const tel = telecomTel(...places.printed, '01');
  const { journey, passCode } = begin(tel);
  const { pin: before } = await sandbox.inspect(tel);
  const { newPwd, ...rest } = await passCode();
  expect(rest).toEqual({ result: '0', resetType: '3', msg: expect.stringContaining(newPwd ?? 'absent') });
  expect(newPwd).not.toBe(before);
  expect((await sandbox.inspect(tel)).pin).toBe(newPwd);
  expect((await sandbox.inspect(tel)).sms).toHaveLength(1);
  expect(await journey.login()).toBe('');
});

test('a new password is told why it does not do, and another may be set', async () => {
  const tel = telecomTel(...places.own, '02');
  const { step, passCode } = begin(tel);
  const { pin } = await sandbox.inspect(tel);
  await passCode();
  const results = [];
  for (const newPwd of [pin, '123456', tel.slice(-6), '90731', 'abcdef', '907315']) {
    results.push((await step('setPwd', { newPwd })).result);
  }
  expect(results).toEqual(['4001', '4002', '4002', '4003', '4003', '0']);
});

test('another name, another ID card, a stranger and a number without a real name are turned away', async () => {
  const { start } = begin(telecomTel(...places.own, '03'));
  expect(await start({ custName: '张三丰' })).toMatchObject({ result: '3001' });
  expect(await start({ certNo: '990101199001010010' })).toMatchObject({ result: '3001' });
  expect(await start({ phone: '13800001234' })).toMatchObject({ result: '3003' });
  expect(await begin(telecomTel(...places.own, '65')).start()).toMatchObject({ result: '3002' });
});

test('a wrong code, a late one, one too early after the last and one too many are told apart', async () => {
  const { journey, step, start } = begin(telecomTel(...places.own, '04'));
  await start();
  expect(await step('sendCode')).toMatchObject({ result: '0' });
  expect(await step('sendCode')).toMatchObject({ result: '1002' });
  expect(await step('checkCode', { smsCode: 'wrong' })).toMatchObject({ result: '2001' });
  await sandbox.turn('clock', { now: testNow + 121 });
  expect(await step('checkCode', { smsCode: await journey.lastCode() })).toMatchObject({ result: '2002' });
  const capped = begin(telecomTel(...places.own, '63'));
  await capped.start();
  expect(await capped.step('sendCode')).toMatchObject({ result: '1001' });
});

test('a step out of turn, without the cookie, after the end or after a quarter of an hour begins anew', async () => {
  const lost = { result: '9000', msg: '操作已超时，请重新开始' };
  const { journey, step, start, passCode } = begin(telecomTel(...places.own, '05'));
  for (const method of ['sendCode', 'checkCode', 'setPwd', 'other', '']) expect(await step(method)).toEqual(lost);
  await start();
  expect(await step('setPwd', { newPwd: '907315' })).toEqual(lost);
  await passCode();
  expect(await step('sendCode')).toEqual(lost);
  await step('setPwd', { newPwd: '907315' });
  expect(await step('setPwd', { newPwd: '402917' })).toEqual(lost);
  await start();
  await sandbox.turn('clock', { now: testNow + 16 * 60 });
  expect(await step('sendCode')).toEqual(lost);
  journey.browser.cookies.delete('RESET_ID');
  await start();
  expect(await step('sendCode')).toMatchObject({ result: '0' });
});

test('a new password frees a number that wrong ones have locked, and is no initial one', async () => {
  const tel = telecomTel(...places.own, '06');
  const { journey, step, passCode } = begin(tel);
  for (let wrong = 1; wrong <= 5; wrong++) await journey.login({ password: '907315' });
  expect(await journey.login()).toBe('9111');
  await passCode();
  await step('setPwd', { newPwd: '402917' });
  expect(await journey.login()).toBe('');

  const initial = begin(telecomTel(...places.own, '64'));
  expect(await initial.journey.login()).toBe('9105');
  await initial.passCode();
  await initial.step('setPwd', { newPwd: '402917' });
  expect(await initial.journey.login()).toBe('');
});
