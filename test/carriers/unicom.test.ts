/** 中国联通 in the common suite, and the promises of its own: a captcha after a wrong password. */

import { expect, test } from 'vitest';
import { unicom } from '../../src/carriers/unicom/connector.ts';
import { connectorSuite } from './connector-suite.ts';

/** 河南 asks for the password only; 浙江 texts a code. */
const plain = '130075000';
const texting = '130006700';

/** Both bill shapes, with and without a texted code. */
const natural = [
  '13000100010', // 北京
  '13000120011', // 天津
  '13000200012', // 上海
  '13000400013', // 广东
  '13000670014', // 浙江
  '13000010015', // 江苏
  '13000000016', // 山东
  '13000030017', // 四川
  '13000080018', // 湖北
  '13000970019', // 黑龙江
  '13000690020', // 广西
  '13007500021', // 河南
];

const stage = connectorSuite({ connector: unicom, prefix: '/unicom', plain, texting, natural, cutPageRows: 100 });

test('at first the password is all that is asked for', async () => {
  expect(await stage().begin(`${plain}30`).open()).toEqual({
    kind: 'ask',
    challenge: { pinPwd: true, fullName: false, idCard: false, sms: null, captcha: null },
    notes: { step: 'login', captcha: '' },
  });
});

test('after a wrong password a captcha is wanted, by the session itself and by a new one', async () => {
  const journey = stage().begin(`${plain}31`);
  await journey.open();
  await journey.login({ pinPwd: '908172' });
  expect(await journey.login()).toMatchObject({ kind: 'refused', code: 4008, hint: '请先获取图形验证码', notes: {} });
  const png = Buffer.from('\x89PNG', 'latin1').toString('base64').slice(0, 5);
  expect(await journey.newCaptcha()).toMatchObject({ challenge: { captcha: expect.stringContaining(png) } });
  expect(await stage().begin(`${plain}31`).open()).toMatchObject({
    challenge: { captcha: expect.stringContaining(png) },
  });
});

test('a wrong captcha brings another one, and does not use up a password', async () => {
  const journey = stage().begin(`${plain}32`);
  await journey.open();
  await journey.login({ pinPwd: '908172' });
  await journey.newCaptcha();
  for (let tries = 0; tries < 6; tries++) {
    const again = await journey.login({ captchaCode: '????' });
    expect(again).toMatchObject({
      kind: 'ask',
      because: 4008,
      challenge: { pinPwd: true, captcha: expect.any(String) },
    });
  }
  expect(await journey.login()).toMatchObject({ kind: 'signedIn' });
});

test('a password that is too simple may be corrected', async () => {
  const journey = stage().begin(`${plain}33`);
  await journey.open();
  expect(await journey.login({ pinPwd: '111111' })).toMatchObject({ kind: 'refused', code: 4013, notes: {} });
  expect(await journey.login()).toMatchObject({ kind: 'signedIn' });
});

test('at the second step there is no captcha to renew: what is left of the code is asked for', async () => {
  const journey = stage().begin(`${texting}34`);
  await journey.open();
  await journey.login();
  await stage().moveClock(50);
  expect(await journey.newCaptcha()).toMatchObject({ kind: 'ask', challenge: { captcha: null, sms: { seconds: 70 } } });
});

test('a code that an earlier session was sent still serves', async () => {
  const earlier = stage().begin(`${texting}35`);
  await earlier.open();
  await earlier.login();
  expect(await stage().begin(`${texting}35`).signIn()).toMatchObject({ kind: 'signedIn' });
  expect((await earlier.truth()).sms).toHaveLength(1);
});
