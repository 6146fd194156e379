/** Tests of the inspection endpoints, over HTTP. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../test-sandbox.ts';
import { startJourney, unicomTel } from '../unicom/test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

const tel = unicomTel('北京', '北京', '31');

test('a subscriber is told whole, calls and bills in the form of §13', async () => {
  const truth = await sandbox.inspect(tel);
  expect(truth).toMatchObject({
    tel,
    carrier: 'unicom',
    province: '北京',
    city: '北京',
    scenario: 'natural',
    sms: [],
    captcha: null,
  });
  expect(truth.pin).toMatch(/^\d{6}$/);
  expect(truth.id_card).toMatch(/^\d{17}[\dX]$/);
  expect(truth.open_date).toMatch(/^\d{9,10}$/);
  expect(Object.keys(truth.shown)).toEqual(['full_name', 'id_card', 'address']);
  expect(Object.values(truth.shown)).not.toContain('');
  expect(Object.keys(truth.calls[0] ?? {}).sort()).toEqual([
    'call_cost',
    'call_duration',
    'call_from',
    'call_method',
    'call_tel',
    'call_time',
    'call_to',
    'call_type',
  ]);
  expect(truth.bills.map(({ bill_month }) => bill_month)).toEqual(['202610', '202609', '202608', '202607', '202606']);
});

test('where the carrier shows nothing, shown says so', async () => {
  const undisclosed = [];
  for (let digits = 10; digits < 60; digits++) {
    const { shown } = await sandbox.inspect(unicomTel('天津', '天津', String(digits)));
    undisclosed.push(...Object.values(shown).filter((text) => text === '运营商未透露'));
  }
  expect(undisclosed.length).toBeGreaterThan(0);
});

test.each(['12345678901', '1380000', 'abc'])('%s is no subscriber: 404', async (stranger) => {
  const response = await fetch(`${sandbox.origin}/inspect/subscribers/${stranger}`);
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ error: expect.stringContaining('no subscriber') });
});

test('a set clock stands still for all, and null gives the real one back', async () => {
  const later = testNow + 40 * 86_400;
  expect(await (await sandbox.turn('clock', { now: later })).json()).toEqual({ now: later });
  expect((await sandbox.inspect(tel)).bills[0]).toMatchObject({ bill_month: '202612' });
  expect(await (await sandbox.turn('clock', { now: null })).json()).toEqual({ now: testNow });
  for (const now of ['1795596185', 0, 1.5, undefined]) expect((await sandbox.turn('clock', { now })).status).toBe(400);
});

test('latency is taken in whole milliseconds and nothing else', async () => {
  expect(await (await sandbox.turn('latency', { ms: 1 })).json()).toEqual({ ms: 1 });
  for (const ms of [-1, 1.5, '5', 60_001, null]) expect((await sandbox.turn('latency', { ms })).status).toBe(400);
  await sandbox.turn('latency', { ms: 0 });
});

test('reset forgets sessions, messages, captchas, tries and limits', async () => {
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  await journey.login('907315');
  await journey.browser.get('/portal/Service/CreateImage');
  const before = await sandbox.inspect(tel);
  expect([before.sms.length, before.captcha === null]).toEqual([1, false]);

  await sandbox.turn('reset', {});
  expect(await sandbox.inspect(tel)).toMatchObject({ sms: [], captcha: null });
  expect(await journey.ask('query/currentFee')).toEqual({ isLogin: false });
  expect(await journey.service('CheckNeedVerify', { userName: tel })).toBe('{resultCode:"false"}');
  await journey.login();
  await journey.ask('check/checklogin/');
  expect(await journey.ask('query/sendRandomCode')).toEqual({ sendcode: 'success' });
});

test('the collectors are lists of numbers', async () => {
  const lists = JSON.parse(await (await fetch(`${sandbox.origin}/inspect/collectors`)).text());
  for (const name of ['dunning', 'suspected_dunning']) {
    expect(lists[name].length).toBeGreaterThan(0);
    expect(lists[name].every((number: unknown) => typeof number === 'string')).toBe(true);
  }
});

test('the latency is set by JSON under any label, as curl -d sends it', async () => {
  const reply = await fetch(`${sandbox.origin}/inspect/latency`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: '{"ms":0}',
  });
  expect([reply.status, await reply.json()]).toEqual([200, { ms: 0 }]);
});
