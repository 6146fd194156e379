/** Tests of 中国联通's sign-in site, over HTTP. */

import { decode } from 'fast-png';
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

const tel = unicomTel('天津', '天津', '01');
const number = (digits: string) => unicomTel('天津', '天津', digits);

/** A number, not simple, that is not the one in force. */
const wrongPin = '907315';

test('a natural subscriber signs in by the password alone and gets the cookie JUT', async () => {
  const journey = startJourney(sandbox, tel);
  expect(await journey.service('CheckNeedVerify', { userName: tel, pwdType: '01' })).toBe('{resultCode:"false"}');
  expect(await journey.login()).toBe(`{resultCode:"0000",redirectURL:"${sandbox.origin}/unicom/"}`);
  expect(journey.browser.cookies.get('JUT')).toMatch(/^[0-9a-f]{32}$/);
});

test('JSONP comes as HTML with status 200, unquoted keys and the callback asked for; a callback that is no name is not echoed', async () => {
  const { browser } = startJourney(sandbox, tel);
  const page = '/portal/Service/CheckNeedVerify';
  const answer = await browser.get(page, { callback: 'jQuery17_99', userName: tel });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=UTF-8');
  expect(await answer.text()).toBe('jQuery17_99({resultCode:"false"});');
  const scripted = await browser.get(page, { callback: '<script>', userName: tel });
  expect(await scripted.text()).toBe('callback({resultCode:"false"});');
});

test('after a wrong password the next try wants a captcha, which is tied to its cookie and serves once', async () => {
  const journey = startJourney(sandbox, tel);
  const refused = await journey.login(wrongPin);
  expect(refused).toContain('resultCode:"7007"');
  expect(refused).toContain('[7007]');
  expect(refused).toContain('needvode:"1"');
  expect(await journey.service('CheckNeedVerify', { userName: tel })).toBe('{resultCode:"true"}');
  expect(await journey.login()).toContain('resultCode:"7001"');

  const picture = await journey.browser.get('/portal/Service/CreateImage', { t: '1' });
  expect(decode(new Uint8Array(await picture.arrayBuffer()))).toMatchObject({ width: 120, height: 44 });
  const shown = (await sandbox.inspect(tel)).captcha;
  expect(shown?.image_id).toBe(journey.browser.cookies.get('uacverifykey'));
  const text = shown?.text ?? '';
  expect(text).toMatch(/^[A-Z0-9]{4}$/);
  expect(await journey.service('CtaIdyChk', { verifyCode: 'OOOO', verifyType: '1' })).toBe('{resultCode:"false"}');
  expect(await journey.service('CtaIdyChk', { verifyCode: text, verifyType: '1' })).toBe('{resultCode:"true"}');

  const uvc = shown?.image_id ?? '';
  expect(await journey.login(wrongPin, { verifyCode: text, uvc })).toContain('resultCode:"7007"');
  expect(await journey.login(undefined, { verifyCode: text, uvc })).toContain('resultCode:"7001"');

  await journey.browser.get('/portal/Service/CreateImage', { t: '2' });
  const next = (await sandbox.inspect(tel)).captcha;
  expect(
    await journey.login(undefined, { verifyCode: (next?.text ?? '').toLowerCase(), uvc: next?.image_id ?? '' }),
  ).toContain('resultCode:"0000"');
});

test('a captcha without the matching uvc is wrong', async () => {
  const journey = startJourney(sandbox, tel);
  await journey.login(wrongPin);
  await journey.browser.get('/portal/Service/CreateImage');
  const text = (await sandbox.inspect(tel)).captcha?.text ?? '';
  expect(await journey.login(undefined, { verifyCode: text, uvc: 'elsewhere' })).toContain('resultCode:"7001"');
});

async function tryWithCaptcha(journey: ReturnType<typeof startJourney>, password?: string): Promise<string> {
  await journey.browser.get('/portal/Service/CreateImage');
  const shown = (await sandbox.inspect(tel)).captcha;
  return journey.login(password, { verifyCode: shown?.text ?? '', uvc: shown?.image_id ?? '' });
}

test('five wrong passwords lock the number until the next day, whatever is typed then', async () => {
  const journey = startJourney(sandbox, tel);
  await journey.login(wrongPin);
  for (let wrong = 2; wrong <= 5; wrong++) expect(await tryWithCaptcha(journey, wrongPin)).toContain('"7007"');
  expect(await tryWithCaptcha(journey)).toContain('resultCode:"7299"');
  await sandbox.turn('clock', { now: testNow + 86_400 });
  expect(await journey.login()).toContain('resultCode:"0000"');
});

test.each(['111111', '123456', '654321', '345678'])(
  'the simple password %s is told apart and costs no try',
  async (simple) => {
    const journey = startJourney(sandbox, tel);
    expect(await journey.login(simple)).toContain('resultCode:"7002"');
    expect(await journey.service('CheckNeedVerify', { userName: tel })).toBe('{resultCode:"false"}');
  },
);

test('a number of another carrier, or no number, is answered like a wrong password', async () => {
  const journey = startJourney(sandbox, tel);
  for (const userName of ['13800001234', '12', '']) {
    expect(await journey.service('MallLogin', { userName, password: '246810' })).toContain('resultCode:"7007"');
  }
});

test('61: the first sign-in of a journey finds the portal busy, the second goes well', async () => {
  for (const _journey of ['first', 'second']) {
    const journey = startJourney(sandbox, number('61'));
    expect(await journey.login()).toContain('resultCode:"7217"');
    expect(await journey.login()).toContain('resultCode:"0000"');
  }
});

test.each([
  ['62', '7299'],
  ['64', '7003'],
  ['65', '7009'],
])('%s: the right password is answered %s and no session is given', async (digits, code) => {
  const journey = startJourney(sandbox, number(digits));
  expect(await journey.login()).toMatch(new RegExp(`^\\{resultCode:"${code}",msg:'.*\\[${code}\\]'\\}$`));
  expect(journey.browser.cookies.has('JUT')).toBe(false);
});
