/** 中国移动 in the common suite, and the promises of its own: two proofs at login, and the password kept for the second verification. */

import { expect, test } from 'vitest';
import { mobile } from '../../src/carriers/mobile/connector.ts';
import { connectorSuite } from './connector-suite.ts';

/** 河南 shows a captcha at login, 浙江 texts a code; both want captcha and code before calls are shown. */
const plain = '134037031';
const texting = '134290031';

/** All forms of time, duration and type, with and without a total on every page, both ways to sign in. */
const natural = [
  '13401003110', // 北京
  '13404803111', // 内蒙古
  '13440383112', // 辽宁
  '13404303113', // 吉林
  '13440693114', // 黑龙江
  '13402003115', // 上海
  '13400003116', // 江苏
  '13429003117', // 浙江
  '13400503118', // 福建
  '13403703119', // 河南
  '13407303120', // 湖南
  '13410003121', // 广东
  '13440993122', // 新疆
];

const stage = connectorSuite({ connector: mobile, prefix: '/mobile', plain, texting, natural, cutPageRows: 100 });

const image = expect.stringMatching(/^iVBORw0KGgo/);

test('at first a province asks for the password with a captcha, or with a texted code', async () => {
  const asked = { pinPwd: true, fullName: false, idCard: false, sms: null, captcha: null };
  expect(await stage().begin(`${plain}30`).open()).toMatchObject({ challenge: { ...asked, captcha: image } });
  expect(await stage().begin(`${texting}30`).open()).toMatchObject({
    challenge: { ...asked, sms: { seconds: 120, notes: '' } },
  });
});

test('after login captcha and texted code are asked for, the password no more', async () => {
  const asked = { pinPwd: false, fullName: false, idCard: false, sms: { seconds: 120, notes: '' }, captcha: image };
  for (const tel of [`${plain}31`, `${texting}31`]) {
    const journey = stage().begin(tel);
    await journey.open();
    expect(await journey.login()).toMatchObject({ kind: 'ask', challenge: asked });
  }
});

test('the password stays in the notes until it has been wanted again, and no longer', async () => {
  const journey = stage().begin(`${plain}32`);
  await journey.open();
  const { pin } = await journey.truth();
  expect(JSON.stringify(await journey.login())).toContain(pin);
  const signedIn = await journey.verify();
  expect(signedIn).toMatchObject({ kind: 'signedIn', notes: { step: 'verify', openDate: expect.any(String) } });
  expect(signedIn.notes).not.toHaveProperty('pin');
  expect(JSON.stringify(signedIn)).not.toContain(pin);
  const ended = stage().begin(`${plain}32`);
  await ended.open();
  await ended.login();
  await stage().sandbox.turn('reset', {});
  const refused = await ended.verify();
  expect(refused).toMatchObject({ kind: 'refused', code: 4004 });
  expect(refused.notes).toBeUndefined();
});

test('a wrong captcha at login brings another one, and does not use up a password', async () => {
  const journey = stage().begin(`${plain}33`);
  await journey.open();
  for (let tries = 0; tries < 6; tries++) {
    expect(await journey.login({ captchaCode: '????' })).toMatchObject({
      kind: 'ask',
      because: 4008,
      challenge: { pinPwd: true, captcha: image, sms: null },
    });
  }
  expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
});

test('a wrong captcha at the second verification brings another one, and the code that was texted still serves', async () => {
  const journey = stage().begin(`${texting}34`);
  await journey.open();
  await journey.login();
  const { sms, captcha } = await journey.truth();
  await stage().moveClock(30);
  const again = await journey.verify({ captchaCode: '????' });
  expect(again).toMatchObject({
    kind: 'ask',
    because: 4008,
    challenge: { pinPwd: false, captcha: image, sms: { seconds: 90 } },
  });
  const after = await journey.truth();
  expect(after.captcha?.image_id).not.toBe(captcha?.image_id);
  expect(after.sms).toEqual(sms);
  expect(await journey.verify()).toMatchObject({ kind: 'signedIn' });
});

test('a new code leaves the captcha as it is: what the client shows is still right', async () => {
  const journey = stage().begin(`${texting}35`);
  await journey.open();
  await journey.login();
  const { captcha } = await journey.truth();
  await stage().moveClock(70);
  expect(await journey.newSms()).toMatchObject({ kind: 'ask', challenge: { captcha: image, sms: { seconds: 120 } } });
  await stage().moveClock(200);
  expect(await journey.verify()).toMatchObject({ kind: 'ask', because: 20013, challenge: { captcha: image } });
  expect(await journey.verify({ captchaCode: captcha?.text ?? '' })).toMatchObject({ kind: 'signedIn' });
});

test('a wrong texted code at login may be corrected while it is valid, and is followed by a new one afterwards', async () => {
  const journey = stage().begin(`${texting}36`);
  await journey.open();
  expect(await journey.login({ smsCode: 'wrong' })).toMatchObject({ kind: 'refused', code: 4008, notes: {} });
  await stage().moveClock(61);
  expect(await journey.login({ smsCode: 'wrong' })).toMatchObject({
    kind: 'ask',
    because: 20013,
    challenge: { pinPwd: true, sms: { seconds: 120 } },
  });
  expect((await journey.truth()).sms).toHaveLength(2);
  expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
});

test('a wrong password leaves the texted code good', async () => {
  const journey = stage().begin(`${texting}37`);
  await journey.open();
  expect(await journey.login({ pinPwd: '908172' })).toMatchObject({ kind: 'refused', code: 4012, notes: {} });
  expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
});

test('a wrong password uses the captcha up: the subscriber is told, and the old one brings a new one', async () => {
  const journey = stage().begin(`${plain}38`);
  await journey.open();
  const hint = '请重新获取图形验证码';
  expect(await journey.login({ pinPwd: '908172' })).toMatchObject({ kind: 'refused', code: 4012, hint });
  expect(await journey.login()).toMatchObject({ kind: 'ask', because: 4008, challenge: { captcha: image } });
  expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
});

test('a password that is too simple may be corrected', async () => {
  const journey = stage().begin(`${texting}39`);
  await journey.open();
  expect(await journey.login({ pinPwd: '111111' })).toMatchObject({ kind: 'refused', code: 4013, notes: {} });
  expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
});

test('at login the code is texted again after its time, and there is no captcha to renew', async () => {
  const journey = stage().begin(`${texting}40`);
  await journey.open();
  await stage().moveClock(50);
  expect(await journey.newCaptcha()).toMatchObject({
    challenge: { pinPwd: true, captcha: null, sms: { seconds: 70 } },
  });
  expect(await journey.newSms()).toMatchObject({ kind: 'refused', code: 4990, notes: {} });
  await stage().moveClock(65);
  expect(await journey.newSms()).toMatchObject({ challenge: { pinPwd: true, sms: { seconds: 120 } } });
  expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
});

test('where a captcha is shown at login, asking for a code brings another captcha', async () => {
  const journey = stage().begin(`${plain}41`);
  await journey.open();
  const { captcha } = await journey.truth();
  expect(await journey.newSms()).toMatchObject({ challenge: { pinPwd: true, captcha: image, sms: null } });
  expect((await journey.truth()).captcha?.image_id).not.toBe(captcha?.image_id);
  expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
});

test('codes that an earlier session was sent still serve, for the minute that they have for certain', async () => {
  const earlier = stage().begin(`${texting}42`);
  await earlier.open();
  const [first] = (await earlier.truth()).sms;
  const later = stage().begin(`${texting}42`);
  expect(await later.open()).toMatchObject({ challenge: { sms: { seconds: 60 } } });
  expect(await later.login()).toMatchObject({ kind: 'ask', challenge: { pinPwd: false } });
  const sms = (await later.truth()).sms;
  expect([sms.length, sms[0]]).toEqual([2, first]);
  const third = stage().begin(`${texting}42`);
  await third.open();
  expect(await third.login()).toMatchObject({ kind: 'ask', challenge: { pinPwd: false, sms: { seconds: 60 } } });
});

test('a number of another carrier is 20015', async () => {
  expect(await stage().begin('13007500144').open()).toMatchObject({ kind: 'refused', code: 20015 });
});
