/** Tests of 中国电信's national site, over HTTP. */

import { decode } from 'fast-png';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../test-sandbox.ts';
import { encrypt, keyOf, startJourney, telecomTel } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: null });
});
afterAll(() => sandbox.close());

const number = (digits: string) => telecomTel('浙江', '宁波', digits);
const tel = number('01');

/** A number, not simple, that is not the one in force. */
const wrongPin = '907315';

test('a number of 中国电信 is told its province, another is turned away', async () => {
  const { national } = startJourney(sandbox, tel);
  expect(await national('/dqmh/login/ajax', { m: 'checkphone', phone: tel })).toEqual({
    result: '0',
    ProvinceID: '11',
    provinceName: '浙江',
    siteCode: 'zj',
    cityNo: '574',
    cityName: '宁波',
    areaCode: '0574',
  });
  for (const phone of ['13800001234', '12', '']) {
    expect(await national('/dqmh/login/ajax', { m: 'checkphone', phone })).toMatchObject({ result: '1' });
  }
  expect(await national('/dqmh/login/ajax', { m: 'loadlogincaptcha', phone: tel })).toEqual({
    result: '0',
    captchaFlag: true,
  });
});

test('password and captcha sign in: a redirect home and the cookie ECS_TOKEN', async () => {
  const { browser, login } = startJourney(sandbox, tel);
  expect(await login()).toBe('');
  expect(browser.cookies.get('ECS_TOKEN')).toMatch(/^[0-9a-f]{32}$/);
  expect(await (await browser.get('/my189/initMy189home.do')).text()).toContain('欢迎登录');
});

test('the home of somebody who is not signed in is the sign-in page', async () => {
  const page = await startJourney(sandbox, tel).browser.get('/my189/initMy189home.do');
  expect(await page.text()).toContain('电信账号登录');
});

test('every sign-in page has another key, and only that of the last one serves', async () => {
  const { browser, login } = startJourney(sandbox, tel);
  const first = keyOf(await (await browser.get('/login')).text());
  const second = keyOf(await (await browser.get('/login')).text());
  expect(first).toMatch(/^\w{16}$/);
  expect(second).not.toBe(first);
  expect(await login({ key: first })).toBe('9101');
  expect(await login()).toBe('');
});

test('a password that was not encrypted is answered like an old page, and costs neither a try nor the captcha', async () => {
  const { browser, login } = startJourney(sandbox, tel);
  await browser.get('/login/captcha');
  const { pin, captcha } = await sandbox.inspect(tel);
  await browser.get('/login');
  for (const Password of [pin, '', '!!']) {
    const answer = await browser.post('/login', { Account: tel, Password, Captcha: captcha?.text ?? '' });
    expect(await answer.text()).toContain('data-resultcode="9101" data-errmsg="页面已过期');
  }
  for (let tries = 0; tries < 6; tries++) expect(await login({ key: '0123456789abcdef' })).toBe('9101');
  expect(await login()).toBe('');
});

test('the page with an error brings a key that serves for the next try', async () => {
  const { browser } = startJourney(sandbox, tel);
  let key = keyOf(await (await browser.get('/login')).text());
  for (const password of [wrongPin, (await sandbox.inspect(tel)).pin]) {
    await browser.post('/dqmh/login/ajax', { m: 'checkphone', phone: tel });
    await (await browser.get('/login/captcha')).arrayBuffer();
    const Captcha = (await sandbox.inspect(tel)).captcha?.text ?? '';
    const answer = await browser.post('/login', { Account: tel, Password: encrypt(password, key), Captcha });
    key = keyOf(await answer.text());
  }
  expect(browser.cookies.has('ECS_TOKEN')).toBe(true);
});

test('a captcha is a picture, tied to its cookie, and serves one try', async () => {
  const { browser, login, national } = startJourney(sandbox, tel);
  expect(await login({ captcha: 'OOOO' })).toBe('9102');
  await national('/dqmh/login/ajax', { m: 'checkphone', phone: tel });
  const picture = await browser.get('/login/captcha', { source: 'login' });
  expect(decode(new Uint8Array(await picture.arrayBuffer()))).toMatchObject({ width: 120, height: 44 });
  const { captcha } = await sandbox.inspect(tel);
  expect(captcha?.image_id).toBe(browser.cookies.get('ECS_CAPTCHA'));
  const text = (captcha?.text ?? '').toLowerCase();
  expect(await login({ captcha: text, password: wrongPin, sameCaptcha: true })).toBe('9103');
  expect(await login({ captcha: text, sameCaptcha: true })).toBe('9102');
});

test('five wrong passwords lock the number until the next day, whatever is typed then', async () => {
  const { login } = startJourney(sandbox, tel);
  for (let wrong = 1; wrong <= 5; wrong++) expect(await login({ password: wrongPin })).toBe('9103');
  expect(await login()).toBe('9111');
  await sandbox.turn('clock', { now: testNow + 86_400 });
  expect(await login()).toBe('');
});

test('a simple password is told apart and costs no try', async () => {
  const { login } = startJourney(sandbox, tel);
  for (let tries = 0; tries < 6; tries++) expect(await login({ password: '123456' })).toBe('9104');
  expect(await login()).toBe('');
});

test('a number of another carrier is answered like a wrong password', async () => {
  const { browser } = startJourney(sandbox, tel);
  for (const Account of ['13800001234', '12', '']) {
    const key = keyOf(await (await browser.get('/login')).text());
    const page = await browser.post('/login', { Account, Password: encrypt('246810', key) });
    expect(await page.text()).toContain('data-resultcode="9103"');
  }
});

test('61: the first sign-in of a journey finds the site busy, the second goes well with the same captcha', async () => {
  for (const _journey of ['first', 'second']) {
    const { login } = startJourney(sandbox, number('61'));
    expect(await login()).toBe('9999');
    expect(await login({ sameCaptcha: true })).toBe('');
  }
});

test.each([
  ['62', '9111'],
  ['64', '9105'],
  ['65', '9106'],
])('%s: the right password is answered %s and no session is given', async (digits, code) => {
  const { browser, login } = startJourney(sandbox, number(digits));
  expect(await login()).toBe(code);
  expect(browser.cookies.has('ECS_TOKEN')).toBe(false);
});
