/** Tests of 中国移动's way to a new password, over HTTP. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../test-sandbox.ts';
import { base64, type MobileJourney, mobileTel, startJourney } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: null });
});
afterAll(() => sandbox.close());

const tel = mobileTel('河北', '06');
const ok = { data: null, retCode: '000000' };
const signedOut = { retCode: '500003' };
const newPin = '739164';
const daySeconds = 86_400;

async function identified(of: string): Promise<MobileJourney> {
  const journey = startJourney(sandbox, of);
  const { name, id_card } = await sandbox.inspect(of);
  expect(await journey.recover('ident', { custName: name, certNo: id_card })).toMatchObject(ok);
  return journey;
}

/** Three that were called between 90 and 5 days ago. */
async function contactsOf(of: string): Promise<string[]> {
  const { calls } = await sandbox.inspect(of);
  const late = calls.filter(({ call_time }) => {
    const days = (testNow - Number(call_time)) / daySeconds;
    return 10 < days && days < 80;
  });
  return [...new Set(late.map(({ call_tel = '' }) => call_tel))].slice(0, 3);
}

async function codesGiven(journey: MobileJourney): Promise<void> {
  expect(await journey.recover('randomcode')).toMatchObject(ok);
  expect(await journey.recover('checkcode', { randomCode: await journey.lastCode() })).toMatchObject(ok);
  expect(await journey.text('sendRandomCodeAction.action')).toBe('0');
  expect(await journey.recover('logincode', { smsPwd: await journey.lastCode() })).toMatchObject(ok);
}

async function atPassword(of: string): Promise<MobileJourney> {
  const journey = await identified(of);
  await codesGiven(journey);
  const contacts = (await contactsOf(of)).join(',');
  expect(await journey.recover('contacts', { contacts })).toMatchObject({ retCode: '000000' });
  return journey;
}

const setPin = (journey: MobileJourney, pin: string) => journey.recover('newpwd', { newPwd: base64(pin) });

test.each(['河北', '江苏'])(
  'in %s identity, two codes, three contacts and a new password, which signs in',
  async (province) => {
    const forgetful = mobileTel(province, '06');
    const journey = await atPassword(forgetful);
    expect(await setPin(journey, newPin)).toMatchObject(ok);
    expect((await sandbox.inspect(forgetful)).pin).toBe(newPin);
    expect(await setPin(journey, '739165')).toMatchObject(signedOut);
    await sandbox.turn('clock', { now: testNow + 60 });
    await journey.signIn();
    expect(await journey.ask('cust/mergecust')).toMatchObject({ retCode: '000000' });
  },
);

test.each(['浙江', '江西', '山东', '湖北', '四川'])('%s offers none of it', async (province) => {
  const there = mobileTel(province, '06');
  const { name, id_card } = await sandbox.inspect(there);
  const answer = await startJourney(sandbox, there).recover('ident', { custName: name, certNo: id_card });
  expect(answer).toMatchObject({ retCode: '570011' });
});

test('another name or ID card, another carrier and no number are not the customer', async () => {
  const { name, id_card } = await sandbox.inspect(tel);
  const journey = startJourney(sandbox, tel);
  for (const form of [{ custName: '王某', certNo: id_card }, { custName: name, certNo: '990000199001010017' }, {}]) {
    expect(await journey.recover('ident', form)).toMatchObject({ retCode: '570010' });
  }
  for (const stranger of ['13000000001', '12']) {
    const answer = await startJourney(sandbox, stranger).recover('ident', { custName: name, certNo: id_card });
    expect(answer).toMatchObject({ retCode: '570010' });
  }
  expect(journey.browser.cookies.has('pwdreset')).toBe(false);
});

test.each(['62', '65'])('%s: a number that is not in order is told so, but only to its owner', async (digits) => {
  const odd = mobileTel('河北', digits);
  const { name, id_card } = await sandbox.inspect(odd);
  const journey = startJourney(sandbox, odd);
  expect(await journey.recover('ident', { custName: '王某', certNo: id_card })).toMatchObject({ retCode: '570010' });
  expect(await journey.recover('ident', { custName: name, certNo: id_card })).toMatchObject({ retCode: '570012' });
});

test('64: an initial password is replaced', async () => {
  const initial = mobileTel('河北', '64');
  expect(await setPin(await atPassword(initial), newPin)).toMatchObject(ok);
  await sandbox.turn('clock', { now: testNow + 60 });
  const journey = startJourney(sandbox, initial);
  await journey.text('sendRandomCodeAction.action');
  expect(await journey.login(newPin, { smsPwd: await journey.lastCode() })).toMatchObject({ code: '0000' });
});

test('no page answers before its turn, after it, or without the cookie', async () => {
  const steps = ['randomcode', 'checkcode', 'logincode', 'contacts', 'newpwd'];
  for (const page of steps) expect(await startJourney(sandbox, tel).recover(page)).toMatchObject(signedOut);
  const journey = await identified(tel);
  for (const page of steps.slice(2)) expect(await journey.recover(page)).toMatchObject(signedOut);
  await codesGiven(journey);
  for (const page of ['randomcode', 'checkcode', 'logincode', 'newpwd'])
    expect(await journey.recover(page)).toMatchObject(signedOut);
});

test('a recovery is of one number, and is not a sign-in', async () => {
  const journey = await identified(tel);
  const other = startJourney(sandbox, mobileTel('河北', '07'));
  other.browser.cookies.set('pwdreset', journey.browser.cookies.get('pwdreset') ?? '');
  expect(await other.recover('randomcode')).toMatchObject(signedOut);
  journey.browser.cookies.set('cmccssotoken', journey.browser.cookies.get('pwdreset') ?? '');
  expect(await journey.ask('cust/mergecust')).toMatchObject(signedOut);
});

test('a wrong code may be corrected, a late one is followed by a new one', async () => {
  const journey = await identified(tel);
  await journey.recover('randomcode');
  expect(await journey.recover('checkcode', { randomCode: 'wrong' })).toMatchObject({ retCode: '570005' });
  expect(await journey.recover('randomcode')).toMatchObject({ retCode: '555001' });
  await sandbox.turn('clock', { now: testNow + 121 });
  expect(await journey.recover('checkcode', { randomCode: await journey.lastCode() })).toMatchObject({
    retCode: '570005',
  });
  expect(await journey.recover('randomcode')).toMatchObject(ok);
  expect(await journey.recover('checkcode', { randomCode: await journey.lastCode() })).toMatchObject(ok);

  await journey.text('sendRandomCodeAction.action');
  expect(await journey.recover('logincode', { smsPwd: 'wrong' })).toMatchObject({ retCode: '6001' });
  await sandbox.turn('clock', { now: testNow + 243 });
  expect(await journey.recover('logincode', { smsPwd: await journey.lastCode() })).toMatchObject({ retCode: '6002' });
  expect(await journey.text('sendRandomCodeAction.action')).toBe('0');
  expect(await journey.recover('logincode', { smsPwd: await journey.lastCode() })).toMatchObject(ok);
});

test('63: the cap is told at the first code', async () => {
  const journey = await identified(mobileTel('河北', '63'));
  expect(await journey.recover('randomcode')).toMatchObject({ retCode: '555002' });
});

test('contacts are three different numbers that were called, and may be corrected', async () => {
  const journey = await identified(tel);
  await codesGiven(journey);
  const [first = '', second = '', third = ''] = await contactsOf(tel);
  for (const tels of [[], [first, second], [first, second, second], [first, second, '13800000000']]) {
    const answer = await journey.recover('contacts', { contacts: tels.join(',') });
    expect(answer).toMatchObject({ data: null, retCode: '570021' });
  }
  const right = await journey.recover('contacts', { contacts: [first, second, third].join(',') });
  expect(right).toMatchObject({ data: { pwdLen: '6' }, retCode: '000000' });
});

test('a new password that will not do is told why, and may be corrected', async () => {
  const journey = await atPassword(tel);
  const { pin } = await sandbox.inspect(tel);
  expect(await setPin(journey, pin)).toMatchObject({ retCode: '570031' });
  for (const simple of ['888888', '123456', tel.slice(2, 8)])
    expect(await setPin(journey, simple)).toMatchObject({ retCode: '570032' });
  for (const long of ['73916', '73916482'])
    expect(await setPin(journey, long)).toMatchObject({ retCode: '570033', data: { pwdLen: '6' } });
  expect(await setPin(journey, '73916a')).toMatchObject({ retCode: '570034' });
  expect((await sandbox.inspect(tel)).pin).toBe(pin);
  expect(await setPin(journey, newPin)).toMatchObject(ok);
});

test('in 广东 the length is eight for 神州行 and six for the others, as the page tells', async () => {
  const lengths = new Map<string, string>();
  for (let digits = 10; digits < 30 && lengths.size < 3; digits++) {
    const there = mobileTel('广东', String(digits));
    const journey = startJourney(sandbox, there);
    await journey.signIn();
    const { data } = JSON.parse(JSON.stringify(await journey.ask('cust/mergecust')));
    const { brand } = data.custInfoQryOut;
    if (lengths.has(brand)) continue;
    const forgetful = await atPassword(there);
    const refused = await setPin(forgetful, brand === '神州行' ? newPin : '73916482');
    expect(refused).toMatchObject({ retCode: '570033' });
    lengths.set(brand, JSON.parse(JSON.stringify(refused.data)).pwdLen);
    expect(await setPin(forgetful, brand === '神州行' ? '73916482' : newPin)).toMatchObject(ok);
  }
  expect(Object.fromEntries(lengths)).toEqual({ 神州行: '8', 全球通: '6', 动感地带: '6' });
});
