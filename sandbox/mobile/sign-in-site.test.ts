/** Tests of 中国移动's sign-in site, over HTTP. */

import { decode } from 'fast-png';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../test-sandbox.ts';
import { mobileTel, startJourney } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: null });
});
afterAll(() => sandbox.close());

/** 河北 texts a code, 江苏 shows a captcha. */
const texted = mobileTel('河北', '02');
const pictured = mobileTel('江苏', '02');

/** A number, not simple, that is not the one in force. */
const wrongPin = '907315';

const withCaptchas = ['黑龙江', '上海', '江苏', '福建', '河南', '广东'];
const withCodes =
  '北京 天津 河北 山西 内蒙古 辽宁 吉林 浙江 安徽 江西 山东 湖北 湖南 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆';

test.each([
  ...withCaptchas.map((province) => [province, '1'] as const),
  ...withCodes.split(' ').map((province) => [province, '0'] as const),
])('in %s needVerifyCode is %s, and a subscriber comes in by that', async (province, needVerifyCode) => {
  const tel = mobileTel(province, '07');
  const journey = startJourney(sandbox, tel);
  const need = await journey.browser.get('/needVerifyCode.htm', { accountType: '01', account: tel });
  expect(await need.json()).toEqual({ needVerifyCode });
  await journey.signIn();
  expect(await journey.ask('cust/mergecust')).toMatchObject({ retCode: '000000' });
  expect((await sandbox.inspect(tel)).sms).toHaveLength(needVerifyCode === '0' ? 1 : 0);
});

test('the portal knows its own numbers and answers in bare text', async () => {
  const { browser } = startJourney(sandbox, texted);
  const numbers = { [texted]: 'true', '13000000001': 'false', '18900000001': 'false', '12': 'false', '': 'false' };
  for (const [userName, known] of Object.entries(numbers)) {
    const answer = await browser.post('/chkNumberAction.action', { userName });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=UTF-8']);
    expect(await answer.text()).toBe(known);
  }
});

test('a code is texted, not again within a minute, and never to a number of another carrier', async () => {
  const journey = startJourney(sandbox, texted);
  expect(await journey.text('sendRandomCodeAction.action')).toBe('0');
  await sandbox.turn('clock', { now: testNow + 59 });
  expect(await journey.text('sendRandomCodeAction.action')).toBe('3');
  await sandbox.turn('clock', { now: testNow + 60 });
  expect(await journey.text('sendRandomCodeAction.action')).toBe('0');
  expect((await sandbox.inspect(texted)).sms.map(({ text }) => text.includes('中国移动'))).toEqual([true, true]);
  expect(await startJourney(sandbox, '13000000001').text('sendRandomCodeAction.action')).toBe('4005');
});

test('a wrong code is 6001 and may be corrected, one of more than two minutes is 6002', async () => {
  const journey = startJourney(sandbox, texted);
  await journey.text('sendRandomCodeAction.action');
  expect(await journey.login(undefined, { smsPwd: 'wrong' })).toMatchObject({ code: '6001', result: '8' });
  const code = await journey.lastCode();
  expect(await journey.login(undefined, { smsPwd: code })).toMatchObject({ code: '0000', result: '0' });
  expect(await journey.login(undefined, { smsPwd: code })).toMatchObject({ code: '6001' });

  await sandbox.turn('clock', { now: testNow + 60 });
  await journey.text('sendRandomCodeAction.action');
  await sandbox.turn('clock', { now: testNow + 181 });
  expect(await journey.login(undefined, { smsPwd: await journey.lastCode() })).toMatchObject({ code: '6002' });
  expect(await journey.text('sendRandomCodeAction.action')).toBe('0');
});

test('a wrong password is told by the code of the province, and leaves the texted code good', async () => {
  const journey = startJourney(sandbox, texted);
  await journey.text('sendRandomCodeAction.action');
  const smsPwd = await journey.lastCode();
  expect(await journey.login(wrongPin, { smsPwd })).toMatchObject({ code: '5002' });
  expect(await journey.login(undefined, { smsPwd })).toMatchObject({ code: '0000' });

  const elsewhere = startJourney(sandbox, pictured);
  await elsewhere.text('chkNumberAction.action');
  const inputCode = await elsewhere.captcha('captchazh.htm');
  expect(await elsewhere.login(wrongPin, { inputCode })).toMatchObject({ code: '2036' });
});

test('a captcha is a picture, tied to its cookie, may be checked, and serves one login', async () => {
  const journey = startJourney(sandbox, pictured);
  await journey.text('chkNumberAction.action');
  const picture = await journey.browser.get('/captchazh.htm', { type: '05' });
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(decode(new Uint8Array(await picture.arrayBuffer()))).toMatchObject({ width: 120, height: 44 });
  const shown = (await sandbox.inspect(pictured)).captcha;
  expect(shown?.image_id).toBe(journey.browser.cookies.get('CaptchaCode'));
  const inputCode = shown?.text ?? '';
  expect(await (await journey.browser.get('/verifyCaptcha', { inputCode: 'OOOO' })).json()).toEqual({
    resultCode: '1',
  });
  expect(await (await journey.browser.get('/verifyCaptcha', { inputCode })).json()).toEqual({ resultCode: '0' });
  expect(await startJourney(sandbox, pictured).login(undefined, { inputCode })).toMatchObject({ code: '8014' });
  expect(await journey.login(wrongPin, { inputCode })).toMatchObject({ code: '2036' });
  expect(await journey.login(undefined, { inputCode })).toMatchObject({ code: '8014' });
  const next = await journey.captcha('captchazh.htm');
  expect(await journey.login(undefined, { inputCode: next.toLowerCase() })).toMatchObject({ code: '0000' });
});

test('a wrong captcha costs no try of the password', async () => {
  const journey = startJourney(sandbox, pictured);
  await journey.text('chkNumberAction.action');
  for (let tries = 0; tries < 6; tries++) expect(await journey.login(wrongPin)).toMatchObject({ code: '8014' });
  const inputCode = await journey.captcha('captchazh.htm');
  expect(await journey.login(undefined, { inputCode })).toMatchObject({ code: '0000' });
});

test('five wrong passwords lock the number until the next day, a simple one costs no try', async () => {
  const journey = startJourney(sandbox, texted);
  for (const simple of ['111111', '123456']) expect(await journey.login(simple)).toMatchObject({ code: '5009' });
  for (let tries = 0; tries < 5; tries++) expect(await journey.login(wrongPin)).toMatchObject({ code: '5002' });
  expect(await journey.login()).toMatchObject({ code: '5010' });
  await sandbox.turn('clock', { now: testNow + 86_400 });
  await journey.text('sendRandomCodeAction.action');
  expect(await journey.login(undefined, { smsPwd: await journey.lastCode() })).toMatchObject({ code: '0000' });
});

test('a number of another carrier, or no number, is answered like a wrong password', async () => {
  for (const stranger of ['13000000001', '12', '']) {
    expect(await startJourney(sandbox, stranger).login(wrongPin)).toMatchObject({ code: '5002' });
  }
});

test('61: the first sign-in of a journey finds the portal busy and uses nothing up, the second goes well', async () => {
  const tel = mobileTel('河北', '61');
  for (const start of [testNow, testNow + 60]) {
    await sandbox.turn('clock', { now: start });
    const journey = startJourney(sandbox, tel);
    await journey.text('sendRandomCodeAction.action');
    const smsPwd = await journey.lastCode();
    expect(await journey.login(undefined, { smsPwd })).toMatchObject({ code: '570007', result: '8' });
    expect(await journey.login(undefined, { smsPwd })).toMatchObject({ code: '0000' });
  }
});

test('61: the captcha too outlives the busy answer', async () => {
  const journey = startJourney(sandbox, mobileTel('江苏', '61'));
  await journey.text('chkNumberAction.action');
  const inputCode = await journey.captcha('captchazh.htm');
  expect(await journey.login(undefined, { inputCode })).toMatchObject({ code: '570007' });
  expect(await journey.login(undefined, { inputCode })).toMatchObject({ code: '0000' });
});

test.each([
  ['62', '河北', '5010'],
  ['64', '河北', '5008'],
  ['62', '江苏', '5010'],
  ['64', '江苏', '5008'],
])('%s in %s: the right answers are refused with %s, and there is no artifact', async (digits, province, code) => {
  const journey = startJourney(sandbox, mobileTel(province, digits));
  await journey.text('chkNumberAction.action');
  await journey.text('sendRandomCodeAction.action');
  const inputCode = await journey.captcha('captchazh.htm');
  const refused = await journey.login(undefined, { smsPwd: await journey.lastCode(), inputCode });
  expect(refused).toEqual({ code, result: '8', desc: expect.any(String) });
});

test('63: where login wants a code the cap is told when it is to be sent', async () => {
  expect(await startJourney(sandbox, mobileTel('河北', '63')).text('sendRandomCodeAction.action')).toBe('2');
});

test('66: the login code is good the first time', async () => {
  const journey = startJourney(sandbox, mobileTel('河北', '66'));
  await journey.text('sendRandomCodeAction.action');
  expect(await journey.login(undefined, { smsPwd: await journey.lastCode() })).toMatchObject({ code: '0000' });
});
