/** Tests of the gates of 中国联通's self-service site, over HTTP. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../test-sandbox.ts';
import { startJourney, type UnicomJourney, unicomTel } from './test-journey.ts';

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
const guarded = unicomTel('北京', '北京', '02');
const october = { pageNo: '1', pageSize: '100', beginDate: '20261001', endDate: '20261031' };

async function confirmed(tel: string): Promise<UnicomJourney> {
  const journey = startJourney(sandbox, tel);
  await journey.login();
  await journey.ask('check/checklogin/');
  return journey;
}

const lastCode = async (tel: string) => (await sandbox.inspect(tel)).sms.at(-1)?.code ?? '';

test('query pages answer isLogin false without the cookies, and before the sign-in is confirmed', async () => {
  const pages = [
    'query/callDetail',
    'query/currentFee',
    'query/queryHistoryBill',
    'check/checkmapExtraParam',
    'query/sendRandomCode',
  ];
  const stranger = startJourney(sandbox, plain);
  expect(await stranger.ask('check/checklogin/')).toEqual({ isLogin: false });
  for (const page of pages) expect(await stranger.ask(page, october)).toEqual({ isLogin: false });

  const unconfirmed = startJourney(sandbox, plain);
  await unconfirmed.login();
  for (const page of pages) expect(await unconfirmed.ask(page, october)).toEqual({ isLogin: false });
  await unconfirmed.ask('check/checklogin/');
  expect(await unconfirmed.ask('query/callDetail', october)).toMatchObject({ isSuccess: true });
  unconfirmed.browser.cookies.delete('e3');
  expect(await unconfirmed.ask('query/callDetail', october)).toEqual({ isLogin: false });
});

test('checklogin shows the subscriber as the carrier prints him', async () => {
  const journey = startJourney(sandbox, plain);
  await journey.login();
  const { shown, open_date } = await sandbox.inspect(plain);
  const told = (text: string) => (text === '运营商未透露' ? '' : text);
  const opened = new Date((Number(open_date) + 8 * 3600) * 1000).toISOString();
  expect(await journey.ask('check/checklogin/')).toMatchObject({
    isLogin: true,
    userInfo: {
      usernumber: plain,
      custName: told(shown.full_name),
      certnum: told(shown.id_card),
      certaddr: told(shown.address),
      opendate: `${opened.slice(0, 10).replaceAll('-', '')}000000`,
      status: '开通',
    },
  });
});

test('a session ends after a quarter of an hour without use, and lives on with it', async () => {
  const journey = await confirmed(plain);
  for (const minutes of [14, 28]) {
    await sandbox.turn('clock', { now: testNow + minutes * 60 });
    expect(await journey.ask('check/checkmapExtraParam')).toEqual({ verification: false });
  }
  await sandbox.turn('clock', { now: testNow + 43 * 60 + 1 });
  expect(await journey.ask('check/checkmapExtraParam')).toEqual({ isLogin: false });
});

test('where the province asks for a code, calls come only after the right one', async () => {
  const journey = await confirmed(guarded);
  expect(await journey.ask('check/checkmapExtraParam', { menuId: '000100030001' })).toEqual({ verification: true });
  expect(await journey.ask('query/callDetail', october)).toMatchObject({
    isSuccess: false,
    errorMessage: { respCode: '4114030181' },
  });
  expect(await journey.ask('query/sendRandomCode')).toEqual({ sendcode: 'success' });
  const code = await lastCode(guarded);
  expect(code).toMatch(/^\d{6}$/);
  const wrong = code === '000000' ? '000001' : '000000';
  expect(await journey.ask('query/verificationSubmit', { inputcode: wrong })).toEqual({ flag: '01' });
  expect(await journey.ask('query/verificationSubmit', { inputcode: code })).toEqual({ flag: '00' });
  expect(await journey.ask('check/checkmapExtraParam')).toEqual({ verification: false });
  expect(await journey.ask('query/callDetail', october)).toMatchObject({ isSuccess: true });
  expect(await journey.ask('query/verificationSubmit', { inputcode: code })).toEqual({ flag: '01' });
});

test.each(['上海', '广东 广州', '浙江 宁波', '四川 成都', '北京'])('%s asks for a code', async (place) => {
  const [province = '', city = province] = place.split(' ');
  const journey = await confirmed(unicomTel(province, city, '03'));
  expect(await journey.ask('check/checkmapExtraParam')).toEqual({ verification: true });
});

test('a code is not sent again within a minute, and is good for two', async () => {
  const journey = await confirmed(guarded);
  await journey.ask('query/sendRandomCode');
  await sandbox.turn('clock', { now: testNow + 59 });
  expect(await journey.ask('query/sendRandomCode')).toEqual({ sendcode: 'fail', errorCode: '4114030183' });
  await sandbox.turn('clock', { now: testNow + 121 });
  expect(await journey.ask('query/verificationSubmit', { inputcode: await lastCode(guarded) })).toEqual({ flag: '02' });
  expect(await journey.ask('query/sendRandomCode')).toEqual({ sendcode: 'success' });
  await sandbox.turn('clock', { now: testNow + 241 });
  expect(await journey.ask('query/verificationSubmit', { inputcode: await lastCode(guarded) })).toEqual({ flag: '00' });
});

test('a number gets ten codes a day', async () => {
  const journey = await confirmed(guarded);
  for (let sent = 0; sent < 10; sent++) {
    await sandbox.turn('clock', { now: testNow + sent * 60 });
    expect(await journey.ask('query/sendRandomCode')).toEqual({ sendcode: 'success' });
  }
  await sandbox.turn('clock', { now: testNow + 600 });
  expect(await journey.ask('query/sendRandomCode')).toEqual({ sendcode: 'fail', errorCode: '4114030182' });
  const { sms } = await sandbox.inspect(guarded);
  expect(sms.map(({ at }) => at - testNow)).toEqual([0, 60, 120, 180, 240, 300, 360, 420, 480, 540]);
});

test('63: a code is asked for, and the cap is reached before the first', async () => {
  const journey = await confirmed(unicomTel('天津', '天津', '63'));
  expect(await journey.ask('check/checkmapExtraParam')).toEqual({ verification: true });
  expect(await journey.ask('query/sendRandomCode')).toEqual({ sendcode: 'fail', errorCode: '4114030182' });
});

test('66: the first code of a journey is refused as expired, a new one comes at once and is right', async () => {
  const tel = unicomTel('天津', '天津', '66');
  for (const _journey of ['first', 'second']) {
    const journey = await confirmed(tel);
    await journey.ask('query/sendRandomCode');
    expect(await journey.ask('query/verificationSubmit', { inputcode: await lastCode(tel) })).toEqual({ flag: '02' });
    expect(await journey.ask('query/sendRandomCode')).toEqual({ sendcode: 'success' });
    expect(await journey.ask('query/verificationSubmit', { inputcode: await lastCode(tel) })).toEqual({ flag: '00' });
  }
});

test('67: after three call pages every query is kicked out, and so is the next sign-in', async () => {
  const tel = unicomTel('天津', '天津', '67');
  for (const _signIn of ['first', 'second']) {
    const journey = await confirmed(tel);
    for (let page = 1; page <= 3; page++)
      expect(await journey.ask('query/callDetail', october)).toMatchObject({ isSuccess: true });
    expect(await journey.ask('query/callDetail', october)).toEqual({ isLogin: false, otherLogin: true });
    expect(await journey.ask('query/currentFee')).toEqual({ isLogin: false, otherLogin: true });
  }
});
