/** 中国电信's own promises while signing in: what each province asks for, name and ID card, the hint of 吉林. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { capabilities, capabilityOf } from '../../src/carriers/capabilities.ts';
import type { Challenge } from '../../src/carriers/connector.ts';
import { telecom } from '../../src/carriers/telecom/connector.ts';
import { provinces } from '../../src/carriers/telecom/provinces/provinces.ts';
import { type Stage, setStage } from './journey.ts';
import { stemIn, stems } from './telecom-numbers.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({
    connector: telecom,
    prefix: '/telecom',
    plain: stemIn('江苏'),
    texting: stemIn('辽宁'),
    natural: [],
    cutPageRows: 100,
  });
});
beforeEach(async () => {
  await stage.sandbox.turn('reset', {});
  await stage.moveClock(0);
});
afterAll(() => stage.sandbox.close());

const asksFor = ({ pinPwd, captcha, fullName, idCard, sms }: Challenge) => [
  ...(pinPwd ? ['pin'] : []),
  ...(captcha === null ? [] : ['captcha']),
  ...(fullName ? ['name'] : []),
  ...(idCard ? ['id_card'] : []),
  ...(sms === null ? [] : ['sms']),
];

test.each(stems)('%s asks for what the table of capabilities says, and signs in', async (province, stem) => {
  const journey = stage.begin(`${stem}30`);
  expect((await journey.truth()).province).toBe(province);
  const opened = await journey.open();
  const loggedIn = await journey.login();
  if (opened.kind !== 'ask' || loggedIn.kind !== 'ask') throw new Error(`${opened.kind}, ${loggedIn.kind}`);
  const { login, second } = capabilityOf('telecom', province) ?? {};
  expect({ login: asksFor(opened.challenge), second: asksFor(loggedIn.challenge) }).toEqual({ login, second });
  expect(await journey.verify()).toMatchObject({ kind: 'signedIn' });
});

test('the provinces are those of the table of capabilities', () => {
  const ofTable = Object.keys(capabilities.telecom).toSorted();
  expect(
    Object.values(provinces)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(ofTable);
  expect(stems.map(([province]) => province).toSorted()).toEqual(ofTable);
});

test('a number of another carrier is refused before anything is asked', async () => {
  const opened = await stage.begin('13800138000').open();
  expect(opened).toMatchObject({ kind: 'refused', code: 20015 });
});

test.each([
  ['name', { fullName: '张冒名' }],
  ['ID card', { idCard: '110101199001010015' }],
])('another %s than the one on file is 4010, is kept nowhere, and may be corrected', async (_, wrong) => {
  const journey = stage.begin(`${stemIn('浙江')}31`);
  await journey.open();
  const refused = await journey.login(wrong);
  expect(refused).toMatchObject({ kind: 'refused', code: 4010, notes: { step: 'login' } });
  for (const typed of Object.values(wrong)) expect(JSON.stringify(refused)).not.toContain(typed);
  expect((await journey.truth()).sms).toEqual([]);
  await journey.newCaptcha();
  expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
});

test('name, ID card and code go on with the session only where the province asks for them again', async () => {
  for (const [province, kept] of [
    ['浙江', true],
    ['江苏', false],
    ['河南', false],
  ] as const) {
    const journey = stage.begin(`${stemIn(province)}32`);
    const { notes = {} } = await journey.signIn();
    const { name, id_card, sms, pin } = await journey.truth();
    const { typedName, typedIdCard, smsCode } = notes;
    const expected = { typedName: name, typedIdCard: id_card, smsCode: sms.at(-1)?.code };
    expect({ typedName, typedIdCard, smsCode }).toEqual(kept ? expected : {});
    expect(JSON.stringify(notes)).not.toContain(pin);
  }
});

test('a wrong captcha brings another one, and does not use up a password', async () => {
  const journey = stage.begin(`${stemIn('江苏')}33`);
  await journey.open();
  for (let tries = 0; tries < 6; tries++) {
    expect(await journey.login({ captchaCode: '????' })).toMatchObject({
      kind: 'ask',
      because: 4008,
      challenge: { pinPwd: true, captcha: expect.any(String) },
    });
  }
  expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
});

test('a captcha serves one try: after a wrong password the same one is wrong', async () => {
  const journey = stage.begin(`${stemIn('江苏')}34`);
  await journey.open();
  expect(await journey.login({ pinPwd: '908172' })).toMatchObject({ kind: 'refused', code: 4012 });
  expect(await journey.login()).toMatchObject({ kind: 'ask', because: 4008 });
  expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
});

test('a password that is too simple may be corrected', async () => {
  const journey = stage.begin(`${stemIn('河南')}35`);
  await journey.open();
  expect(await journey.login({ pinPwd: '111111' })).toMatchObject({ kind: 'refused', code: 4013, notes: {} });
  await journey.newCaptcha();
  expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
});

test('吉林 gives a hint with its code, which is repeated when somebody asks for a captcha', async () => {
  const journey = stage.begin(`${stemIn('吉林')}36`);
  await journey.open();
  const asked = await journey.login();
  expect(asked).toMatchObject({ challenge: { sms: { seconds: 120, notes: expect.stringMatching(/10001/) } } });
  const notes = asked.kind === 'ask' ? asked.challenge.sms?.notes : '';
  await stage.moveClock(50);
  expect(await journey.newCaptcha()).toMatchObject({
    kind: 'ask',
    challenge: { captcha: null, sms: { seconds: 70, notes } },
  });
});

test.each(['吉林', '河南', '浙江'] as const)(
  'a code that an earlier session was sent still serves in %s',
  async (province) => {
    const earlier = stage.begin(`${stemIn(province)}37`);
    await earlier.open();
    await earlier.login();
    expect(await stage.begin(`${stemIn(province)}37`).signIn()).toMatchObject({ kind: 'signedIn' });
    expect((await earlier.truth()).sms).toHaveLength(1);
  },
);
