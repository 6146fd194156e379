/** Tests of what stands before 中国移动's call details, over HTTP. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../test-sandbox.ts';
import { type MobileJourney, mobileTel, startJourney } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: null });
});
afterAll(() => sandbox.close());

async function signedIn(tel: string): Promise<MobileJourney> {
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  return journey;
}

const sendCode = (journey: MobileJourney) => journey.ask('fee/detbillrandomcodejsonp');
const october = { curCuror: '1', step: '200', qryMonth: '202610', billType: '02' };
const detail = (journey: MobileJourney) => journey.ask('fee/detailbillinfojsonp', october);

test.each(['河北', '江苏'])(
  'in %s captcha, texted code and password together open the call details',
  async (province) => {
    const journey = await signedIn(mobileTel(province, '05'));
    expect(await detail(journey)).toMatchObject({ data: [], retCode: '520001', retMsg: '临时身份凭证不存在' });
    const captchaVal = await journey.captcha('i/authImg');
    expect(await journey.ask('res/precheck', { captchaVal: 'OOOO' })).toMatchObject({ retCode: '999999' });
    expect(await journey.ask('res/precheck', { captchaVal })).toMatchObject({
      retCode: '000000',
      retMsg: '输入正确，校验成功',
    });
    expect(await sendCode(journey)).toMatchObject({ data: null, retCode: '000000' });
    expect(await journey.identify()).toMatchObject({ data: null, retCode: '000000' });
    expect(await detail(journey)).toMatchObject({ retCode: '000000' });
  },
);

test('the picture of the call details is shown to whom is signed in', async () => {
  const tel = mobileTel('河北', '05');
  const journey = await signedIn(tel);
  journey.browser.cookies.delete('loginName');
  const picture = await journey.browser.get('/i/authImg', { t: '1' });
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect((await sandbox.inspect(tel)).captcha?.image_id).toBe(journey.browser.cookies.get('CaptchaCode'));
});

test.each([
  ['河北', '2036'],
  ['江苏', '570002'],
])('in %s a wrong password is %s; it and a wrong code leave captcha and code good', async (province, code) => {
  const journey = await signedIn(mobileTel(province, '05'));
  await journey.captcha('i/authImg');
  await sendCode(journey);
  expect(await journey.identify({ pin: '907315' })).toMatchObject({ retCode: code });
  expect(await journey.identify({ code: 'wrong' })).toMatchObject({ retCode: '570005' });
  expect(await detail(journey)).toMatchObject({ retCode: '520001' });
  expect(await journey.identify()).toMatchObject({ retCode: '000000' });
});

test('a wrong captcha is used up, and so is one that opened the details', async () => {
  const journey = await signedIn(mobileTel('河北', '05'));
  await journey.captcha('i/authImg');
  await sendCode(journey);
  expect(await journey.identify({ captcha: 'OOOO' })).toMatchObject({ retCode: '570006' });
  expect(await journey.identify()).toMatchObject({ retCode: '570006' });
  await journey.captcha('i/authImg');
  expect(await journey.identify()).toMatchObject({ retCode: '000000' });
  expect(await journey.identify()).toMatchObject({ retCode: '570006' });
});

test('a code is not sent again within a minute, in words that do not say how long, and is good for two', async () => {
  const tel = mobileTel('河北', '05');
  const journey = await signedIn(tel);
  await journey.captcha('i/authImg');
  await sendCode(journey);
  await sandbox.turn('clock', { now: testNow + 59 });
  expect(await sendCode(journey)).toMatchObject({
    retCode: '555001',
    retMsg: '单位时间内下发短信次数过多，请稍后再使用！',
  });
  await sandbox.turn('clock', { now: testNow + 121 });
  expect(await journey.identify()).toMatchObject({ retCode: '570005' });
  expect(await sendCode(journey)).toMatchObject({ retCode: '000000' });
  await sandbox.turn('clock', { now: testNow + 241 });
  expect(await journey.identify()).toMatchObject({ retCode: '000000' });
});

test('63: where login showed a captcha the cap is told here', async () => {
  const journey = await signedIn(mobileTel('江苏', '63'));
  expect(await sendCode(journey)).toMatchObject({ data: null, retCode: '555002' });
});

test.each(['河北', '江苏'])(
  '66 in %s: the first code of a journey is refused, a new one comes at once and is right',
  async (province) => {
    const tel = mobileTel(province, '66');
    for (const start of [testNow, testNow + 60]) {
      await sandbox.turn('clock', { now: start });
      const journey = await signedIn(tel);
      await journey.captcha('i/authImg');
      await sendCode(journey);
      expect(await journey.identify()).toMatchObject({ retCode: '570005' });
      expect(await sendCode(journey)).toMatchObject({ retCode: '000000' });
      expect(await journey.identify()).toMatchObject({ retCode: '000000' });
    }
  },
);
